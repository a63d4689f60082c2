using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data;

/// <summary>The content hash of a source whose files are too large to hash whole: all metadata, and sixteen tracings spread over the exams.</summary>
internal static class SourceHash
{
    private const int Samples = 16;

    /// <param name="source">The source.</param>
    /// <param name="further">What else makes it what it is: options, file lengths.</param>
    public static string Of(IEcgSource source, string further)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{source.Name}|{source.CommonShape}|{string.Join(',', source.LabelNames)}|{further}\n"));
        for (var index = 0; index < source.Count; index++)
        {
            var exam = source.ExamAt(index);
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{exam.Id}|{exam.PatientId}|{exam.Age}|{exam.Sex}\n")));
            hash.AppendData(MemoryMarshal.AsBytes<float>(exam.Labels));
        }

        AppendTracings(hash, source);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Sixteen whole tracings stand for the signals: hashing terabytes would take longer than training.</summary>
    public static void AppendTracings(IncrementalHash hash, IEcgSource source)
    {
        var taken = Math.Min(Samples, source.Count);
        for (var sample = 0; sample < taken; sample++)
        {
            var index = (int)((long)sample * source.Count / taken);
            var tracing = new float[source.ShapeOf(index).Length];
            try
            {
                source.Read(index, tracing);
                hash.AppendData(MemoryMarshal.AsBytes<float>(tracing));
            }
            catch (EcgDataException)
            {
                // Whoever reads that exam is told; the data set as a whole can still be used.
                hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"unreadable {index}\n")));
            }
        }
    }
}
