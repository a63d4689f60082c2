using EcgScaling.Data.Code;

namespace EcgScaling.Data.Tests;

/// <summary>Writes an HDF5 file of tracings as the CODE group publishes them: <c>tracings</c> (record, sample, lead), twice the millivolts, with or without ids.</summary>
internal static class TracingFile
{
    /// <param name="path">The file.</param>
    /// <param name="records">The exams; all of one length.</param>
    /// <param name="order">The leads in the file's order.</param>
    /// <param name="ids">The ids, or null for a file without.</param>
    public static void Write(string path, IReadOnlyList<EcgRecord> records, LeadSet order, long[]? ids = null)
    {
        var samples = records[0].Shape.Samples;
        using var file = ShardFile.Create(path, records.Count, samples, order.Count, new CodeShardWriterOptions());
        if (ids is not null)
        {
            file.WriteIds(ids);
        }

        for (var place = 0; place < records.Count; place++)
        {
            var interleaved = new float[samples * order.Count];
            for (var lead = 0; lead < order.Count; lead++)
            {
                var row = records[place][order[lead]];
                for (var sample = 0; sample < samples; sample++)
                {
                    interleaved[(sample * order.Count) + lead] = row[sample] * 2;
                }
            }

            file.WriteRecords(place, [interleaved]);
        }
    }
}
