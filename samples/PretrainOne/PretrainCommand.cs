using System.CommandLine;
using EcgScaling.Training;

namespace EcgScaling.Samples.PretrainOne;

/// <summary>The command line.</summary>
internal static class PretrainCommand
{
    public static RootCommand Create()
    {
        var data = new Option<string>("--data") { Description = "synthetic:COUNT, or a folder with a data set", DefaultValueFactory = _ => "synthetic:20000" };
        var paradigm = new Option<string>("--paradigm") { Description = "supervised, regression (age), masked, simclr, cmsc, patient, vicreg or jepa", DefaultValueFactory = _ => "supervised" };
        var family = new Option<string>("--family") { Description = "resnet1d, transformer or another registered family", DefaultValueFactory = _ => "resnet1d" };
        var target = new Option<long>("--target") { Description = "Parameters of the encoder, about", DefaultValueFactory = _ => 100_000 };
        var records = new Option<int>("--records") { Description = "Different training records, at most; the rest of the data is not used", DefaultValueFactory = _ => 20_000 };
        var epochs = new Option<double>("--epochs") { Description = "Passes over them", DefaultValueFactory = _ => 1 };
        var batch = new Option<int>("--batch-size") { Description = "Records per step", DefaultValueFactory = _ => 32 };
        var rate = new Option<double?>("--learning-rate") { Description = "Peak learning rate; default: by size" };
        var mask = new Option<double>("--mask-ratio") { Description = "Part that masked modelling hides", DefaultValueFactory = _ => 0.75 };
        var seed = new Option<ulong>("--seed") { Description = "Decides weights, order, masks and views", DefaultValueFactory = _ => 1UL };
        var threads = new Option<int?>("--threads") { Description = "Threads of libtorch" };
        var hertz = new Option<double>("--rate") { Description = "Sample rate of synthetic data", DefaultValueFactory = _ => 400 };
        var samples = new Option<int>("--samples") { Description = "Samples of synthetic data", DefaultValueFactory = _ => 4096 };
        var preprocessing = new Option<string>("--preprocess") { Description = "Preprocessing steps, for example resample(400)|crop(4096)", DefaultValueFactory = _ => string.Empty };
        var device = new Option<string>("--device") { Description = "cpu, cuda or cuda:1", DefaultValueFactory = _ => "cpu" };
        var precision = new Option<Precision>("--precision") { Description = "Full, TensorFloat32 (CUDA) or BFloat16", DefaultValueFactory = _ => Precision.Full };
        var folder = new Option<DirectoryInfo>("--out") { Description = "The run folder", DefaultValueFactory = _ => new DirectoryInfo("pretrained") };
        var json = new Option<bool>("--json") { Description = "Nothing but the result as JSON on standard output" };
        var smoke = new Option<bool>("--smoke") { Description = "A run of some seconds on short synthetic tracings, to see that all works" };
        var command = new RootCommand("Pre-trains one ECG encoder. Under torchrun or srun the processes share each batch; the first one writes and prints.")
        {
            data, paradigm, family, target, records, epochs, batch, rate, mask, seed, threads, hertz, samples, preprocessing, device, precision, folder, json, smoke,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new PretrainRequest
            {
                Data = parsed.GetRequiredValue(data),
                Paradigm = parsed.GetRequiredValue(paradigm),
                Family = parsed.GetRequiredValue(family),
                Target = parsed.GetRequiredValue(target),
                Records = parsed.GetRequiredValue(records),
                Epochs = parsed.GetRequiredValue(epochs),
                BatchSize = parsed.GetRequiredValue(batch),
                LearningRate = parsed.GetValue(rate),
                MaskRatio = parsed.GetRequiredValue(mask),
                Seed = parsed.GetRequiredValue(seed),
                Threads = parsed.GetValue(threads),
                Rate = parsed.GetRequiredValue(hertz),
                Samples = parsed.GetRequiredValue(samples),
                Preprocessing = parsed.GetRequiredValue(preprocessing),
                Device = parsed.GetRequiredValue(device),
                Precision = parsed.GetValue(precision),
                Out = parsed.GetRequiredValue(folder),
                Json = parsed.GetValue(json),
            };
            if (parsed.GetValue(smoke))
            {
                request = request with { Data = "synthetic:400", Records = 256, Epochs = 2, Target = 20_000, Rate = 100, Samples = 512 };
            }

            return Task.FromResult(Pretraining.Run(request, cancellation));
        });
        return command;
    }
}
