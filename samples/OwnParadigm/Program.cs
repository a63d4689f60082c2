using System.CommandLine;
using EcgScaling;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;
using EcgScaling.Models;
using EcgScaling.Samples.OwnParadigm;
using EcgScaling.Training;
using EcgScaling.Training.Optimisation;
using TorchSharp;

// Trains a paradigm that the library does not know: one class, no registration. See TimeArrowParadigm.cs.
var records = new Option<int>("--records") { Description = "Synthetic records", DefaultValueFactory = _ => 4000 };
var epochs = new Option<double>("--epochs") { Description = "Passes over them", DefaultValueFactory = _ => 4 };
var folder = new Option<DirectoryInfo>("--out") { Description = "The run folder", DefaultValueFactory = _ => new DirectoryInfo("time-arrow") };
var smoke = new Option<bool>("--smoke") { Description = "A run of some seconds" };
var command = new RootCommand("Trains a paradigm of your own.") { records, epochs, folder, smoke };
command.SetAction(parsed =>
{
    var quick = parsed.GetValue(smoke);
    var options = new SyntheticOptions { Count = quick ? 200 : parsed.GetRequiredValue(records), Rate = new SampleRate(100), Samples = 512 };
    using var dataset = SourceDataset.Of(new SyntheticEcgSource(options));
    var split = PatientSplit.Of(dataset, new SplitFractions(), seed: 0);

    torch.manual_seed(1);
    var family = EncoderFamilies.ResNet1d;
    using var paradigm = new TimeArrowParadigm(EncoderFamilies.Build(Sizing.Nearest(family, 30_000, basis: family.Basis(dataset.Spec)).Config));
    var config = new TrainingConfig
    {
        Duration = Duration.Epochs(quick ? 1 : parsed.GetRequiredValue(epochs)),
        BatchSize = 32,
        LearningRate = new LearningRateConfig { Rule = LearningRateRule.Fixed, Value = 3e-3 },
    };
    var data = new TrainingData { Dataset = dataset, Training = split.Training, HeldOut = split.Test };
    var result = new Trainer(config).Train(paradigm, data, parsed.GetRequiredValue(folder).FullName).ThrowIfDiverged();
    Console.WriteLine($"{result.Steps} steps, held-out loss {result.HeldOut!.Loss:F3} {result.HeldOut.Unit}; guessing gives {Math.Log(2):F3}");
});
return command.Parse(args).Invoke();
