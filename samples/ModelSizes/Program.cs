// How large is a model, and which configuration has the size you want? Nothing here needs a tensor until --build.
//
//   dotnet run --project samples/ModelSizes                                             the ladder, 20K to 200M, every family
//   dotnet run --project samples/ModelSizes -- --family resnet1d --target 2000000       the nearest configuration
//   dotnet run --project samples/ModelSizes -- --preset 'ribeiro2020*'                  presets by name
using System.CommandLine;
using EcgScaling.Models;
using EcgScaling.Samples.ModelSizes;

var family = new Option<string?>("--family") { Description = "One family: " + string.Join(", ", EncoderFamilies.All.Select(known => known.Name)) };
var target = new Option<long?>("--target") { Description = "Parameters wanted; without it the whole ladder" };
var rule = new Option<ScalingRule?>("--rule") { Description = "What grows: Compound, WidthOnly or DepthOnly; default: the family's own" };
var preset = new Option<string?>("--preset") { Description = "A preset's name; * and ? match several" };
var build = new Option<bool>("--build") { Description = "Also build each module and count its parameters" };
var json = new Option<bool>("--json") { Description = "Print JSON only" };
var catalogue = new Option<bool>("--catalogue") { Description = "Print the catalogue of presets as Markdown" };
var smoke = new Option<bool>("--smoke") { Description = "A short run: the ladder up to 2M, each built" };

var command = new RootCommand("Sizes of encoders from their configurations alone.") { family, target, rule, preset, build, json, catalogue, smoke };
command.SetAction(arguments =>
{
    try
    {
        if (arguments.GetValue(catalogue))
        {
            Console.Out.Write(Presets.ToMarkdown());
            return 0;
        }

        var isSmoke = arguments.GetValue(smoke);
        var rows = arguments.GetValue(preset) is { } name
            ? SizeRow.OfPresets(name)
            : SizeRow.OfLadder(arguments.GetValue(family), arguments.GetValue(target), arguments.GetValue(rule), isSmoke ? 2_000_000 : 200_000_000);
        var built = rows.Select(row => arguments.GetValue(build) || isSmoke ? row.Build() : row).ToList();
        if (arguments.GetValue(json))
        {
            SizeTable.WriteJson(built, isList: arguments.GetValue(preset)?.IndexOfAny(['*', '?']) >= 0 || (arguments.GetValue(preset) is null && arguments.GetValue(target) is null));
        }
        else
        {
            SizeTable.Write(built);
        }

        return built.All(row => row.BuiltParameters is null || row.BuiltParameters == row.Parameters) ? 0 : 1;
    }
    catch (Exception error) when (error is ArgumentException or EcgScaling.EcgScalingException)
    {
        Console.Error.WriteLine(error.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();
