using System.Text.Json.Nodes;
using EcgScaling.Data;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Splitting;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;

namespace EcgScaling.Study.Preparing;

/// <summary>Finds out what a plan has to know of the data, reading metadata only.</summary>
internal static class DataCatalogs
{
    /// <exception cref="SpecException">The data cannot be what the study asks for.</exception>
    /// <exception cref="EcgDataException">A file cannot be read.</exception>
    public static DataCatalog Of(DataSpec spec)
    {
        var problems = new List<string>();
        spec.Source.Validate(problems);
        SpecException.ThrowIfAny("Data.Source", problems);
        spec.Split.Validate();
        return spec.Source switch
        {
            DeclaredSourceSpec declared => OfDeclared(declared, spec),
            _ => OfSource(spec),
        };
    }

    private static DataCatalog OfSource(DataSpec spec)
    {
        using var source = StudyRecords.Open(spec.Source);
        return Of(source, spec);
    }

    private static DataCatalog Of(IEcgSource source, DataSpec spec)
    {
        var keys = new long[source.Count];
        for (var index = 0; index < keys.Length; index++)
        {
            keys[index] = Patients.KeyOf(source.ExamAt(index).PatientId);
        }

        var split = PatientSplit.Of(keys.Length, index => keys[index], spec.Split, spec.SplitSeed);
        using var prepared = new PreparedSource(source, EcgPipeline.Parse(spec.Preprocessing));
        var input = InputOf(prepared.CommonShape, source.Name, spec);
        return new DataCatalog
        {
            Name = source.Name,
            Hash = prepared.ContentHash,
            Input = input,
            Records = keys.Length,
            Patients = keys.Distinct().Count(),
            TrainingRecords = split.Training.Count,
            HeldOutRecords = Math.Min(split.Test.Count, spec.HeldOutRecords ?? int.MaxValue),
            Labels = [.. source.LabelNames],
            PreparedBytes = PreparedBytes(keys.Length, input),
            Warnings = [.. source.Warnings, .. source.Quarantine.Exams.Count > 0 ? [$"{source.Name}: {source.Quarantine.Exams.Count} exams are left out: {source.Quarantine.ToString().ReplaceLineEndings(", ")}."] : Array.Empty<string>()],
        };
    }

    private static DataCatalog OfDeclared(DeclaredSourceSpec declared, DataSpec spec)
    {
        var input = InputOf(EcgPipeline.Parse(spec.Preprocessing).OutputOf(new TracingShape(declared.Leads, declared.Rate, declared.Samples)), declared.Name, spec);
        return new DataCatalog
        {
            Name = declared.Name,
            Hash = CanonicalJson.Hash(new JsonObject { ["declared"] = StudyJson.Node<DataSourceSpec>(declared), ["preprocessing"] = spec.Preprocessing }),
            Input = input,
            Records = declared.Records,
            Patients = declared.Patients,
            TrainingRecords = (long)Math.Floor(declared.Records * (1 - spec.Split.Test - spec.Split.Validation)),
            HeldOutRecords = Math.Min((long)Math.Floor(declared.Records * spec.Split.Test), spec.HeldOutRecords ?? long.MaxValue),
            Labels = declared.Labels.IsDefault ? [] : declared.Labels,
            PreparedBytes = PreparedBytes(declared.Records, input),
            Warnings = [$"{declared.Name} is declared, not at hand: the plan can be looked at, not run, and its keys change with the real data."],
            Declared = true,
        };
    }

    private static EcgSpec InputOf(TracingShape? shape, string name, DataSpec spec) => shape is null
        ? throw new SpecException("Data.Preprocessing", [$"the recordings of {name} keep different shapes after '{spec.Preprocessing}'; bring them to one, for example with leads(12)|resample(400)|crop(4096)."])
        : new EcgSpec { Leads = shape.Leads, Rate = shape.Rate, Samples = shape.Samples, Preprocessing = EcgPipeline.Parse(spec.Preprocessing).ToString() };

    private static long PreparedBytes(long records, EcgSpec input) => records * input.Leads.Count * input.Samples * sizeof(float);
}
