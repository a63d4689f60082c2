using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Tests;

/// <summary>Small values for tests.</summary>
internal static class Sample
{
    public static DataCatalog Catalog(string name = "sample", long training = 5000) => new()
    {
        Name = name,
        Hash = new string('a', 64),
        Records = training * 5 / 4,
        Patients = training,
        TrainingRecords = training,
        HeldOutRecords = training / 4,
        Labels = ["AF", "RBBB"],
        Input = name == "CODE" ? new EcgSpec() : new EcgSpec { Leads = LeadSet.Eight, Rate = new SampleRate(100), Samples = 256, Preprocessing = "resample(100)|leads(8)|crop(256)" },
    };

    public static TrialResult Result(string key, double loss) => new()
    {
        Key = key,
        Family = "resnet1d",
        Paradigm = "supervised",
        Arm = "supervised",
        Parameters = 1000,
        TrainedParameters = 1100,
        Records = 100,
        Patients = 80,
        Seed = 1,
        Steps = 10,
        SamplesSeen = 200,
        Flops = 1e9,
        TrainingLoss = 0.5,
        Evaluations = [new Evaluation { Set = "held-out", Loss = loss, Unit = "nats per label", Records = 20 }],
        Run = new TrialRun { Seconds = 1, Device = "cpu", Threads = 1, Machine = "test", Library = "0" },
    };
}
