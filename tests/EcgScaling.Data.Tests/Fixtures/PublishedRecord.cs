using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EcgScaling.Data.Tests;

/// <summary>Writes a WFDB record in the form a data set publishes: its own header line, lead names, gain, comments, and a .dat or MATLAB v4 file.</summary>
internal sealed record PublishedRecord
{
    public required string Name { get; init; }

    /// <summary>The record line after the number of signals, for example <c>500 5000 12:04:00 22/09/2182</c>; the number of samples is put for <c>N</c>.</summary>
    public string Line { get; init; } = "500 N";

    public string RecordName { get; init; } = string.Empty;

    public IReadOnlyList<string> Leads { get; init; } = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>Counts a millivolt in the file.</summary>
    public double Counts { get; init; } = 1000;

    /// <summary>The gain as the header states it.</summary>
    public string Gain { get; init; } = "1000.0(0)/mV";

    public bool Matlab { get; init; }

    public IReadOnlyList<string> Comments { get; init; } = [];

    public void Write(string folder, EcgRecord record)
    {
        Directory.CreateDirectory(folder);
        var samples = record.Shape.Samples;
        var file = Name + (Matlab ? ".mat" : ".dat");
        var header = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{(RecordName.Length > 0 ? RecordName : Name)} {Leads.Count} {Line.Replace("N", samples.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}\n");
        var bytes = new byte[(Matlab ? 24 : 0) + (2 * samples * Leads.Count)];
        var start = bytes.Length - (2 * samples * Leads.Count);
        if (Matlab)
        {
            int[] fields = [30, Leads.Count, samples, 0, 4];
            for (var field = 0; field < fields.Length; field++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * field), fields[field]);
            }

            "val\0"u8.CopyTo(bytes.AsSpan(20));
        }

        for (var lead = 0; lead < Leads.Count; lead++)
        {
            // A lead that the exam does not have (Frank vectors) is written as lead II.
            var name = Lead.Parse(Leads[lead]);
            var row = record[record.Shape.Leads.Contains(name) ? name : Lead.II];
            var (sum, first) = (0, 0);
            for (var sample = 0; sample < samples; sample++)
            {
                var count = (short)Math.Round(row[sample] * Counts);
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(start + (2 * ((sample * Leads.Count) + lead))), count);
                sum += count;
                first = sample == 0 ? count : first;
            }

            header.Append(CultureInfo.InvariantCulture, $"{file} 16{(Matlab ? "+24" : string.Empty)} {Gain} 16 0 {first} {unchecked((short)sum)} 0 {Leads[lead]}\n");
        }

        File.WriteAllBytes(Path.Combine(folder, file), bytes);
        File.WriteAllText(Path.Combine(folder, Name + ".hea"), header.Append(string.Concat(Comments.Select(comment => comment + "\n"))).ToString());
    }
}
