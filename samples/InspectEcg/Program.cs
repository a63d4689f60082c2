using System.CommandLine;
using EcgScaling;
using EcgScaling.Data;
using EcgScaling.Samples;

// Looks into any ECG data set: what it is, what is in a record, and how the record looks on paper.
//   InspectEcg PATH                      a summary of the data set with its quarantine
//   InspectEcg PATH --strict             the same, stopping at the first record that cannot be used
//   InspectEcg PATH --check              the summary, after reading every tracing and verifying every checksum
//   InspectEcg PATH --list               the records
//   InspectEcg PATH --record ID --json   one record's facts as JSON, nothing else on standard output
//   InspectEcg PATH --record ID --svg F  the record on standard ECG paper
// PATH is a folder, one record of a WFDB folder (with or without .hea), or synthetic[:site[:count[:seed]]].
var path = new Argument<string>("PATH") { Description = "A data set's folder, one WFDB record, or synthetic[:site[:count[:seed]]].", Arity = ArgumentArity.ZeroOrOne };
var record = new Option<string?>("--record") { Description = "The record's id; default: the first." };
var source = new Option<string?>("--source") { Description = $"The format, where it shall not be found out: {string.Join(", ", EcgSources.Formats.Select(format => format.Key))}." };
var json = new Option<bool>("--json") { Description = "Print the record as JSON." };
var svg = new Option<string?>("--svg") { Description = "Draw the record into this file." };
var list = new Option<bool>("--list") { Description = "List the records." };
var strict = new Option<bool>("--strict") { Description = "Stop at the first record that cannot be used instead of putting it in quarantine." };
var check = new Option<bool>("--check") { Description = "Read every tracing and verify every checksum; the exit code is 1 unless all are right." };
var smoke = new Option<bool>("--smoke") { Description = "Look at one synthetic record." };
var root = new RootCommand("Looks into ECG data sets.") { path, record, source, json, svg, list, strict, check, smoke };
root.SetAction(parsed =>
{
    try
    {
        var place = parsed.GetValue(smoke) ? "synthetic:hospital:20" : parsed.GetValue(path);
        if (place is null)
        {
            Console.Error.WriteLine("Which data set? Give a folder, a WFDB record, or synthetic.");
            return 2;
        }

        using var inspection = Inspection.Open(place, parsed.GetValue(source), parsed.GetValue(record), parsed.GetValue(strict));
        if (parsed.GetValue(list))
        {
            inspection.List(Console.Out);
        }
        else if (parsed.GetValue(json) || parsed.GetValue(smoke))
        {
            inspection.WriteJson(Console.Out);
        }
        else if (parsed.GetValue(svg) is null)
        {
            inspection.Summarise(Console.Out);
        }

        if (parsed.GetValue(check) && !inspection.Check(Console.Out))
        {
            return 1;
        }

        if (parsed.GetValue(svg) is { } file)
        {
            inspection.Draw(file);
        }

        return 0;
    }
    catch (EcgScalingException error)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
});
return root.Parse(args).Invoke();
