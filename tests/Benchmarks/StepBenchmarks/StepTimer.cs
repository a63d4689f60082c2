using System.Diagnostics;
using static TorchSharp.torch;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>Times training steps (forward, backward, AdamW) of one net on random tracings.</summary>
internal static class StepTimer
{
    private const int WarmUpSteps = 2;
    private const int FewestSteps = 3;

    public static Timing Measure(Net net, int threads, double seconds)
    {
        set_num_threads(threads);
        manual_seed(1);
        using var outer = NewDisposeScope();
        using var model = net.Build();
        model.train();
        using var optimiser = optim.AdamW(model.parameters(), lr: 1e-3, weight_decay: 0.01);
        var input = randn([net.Batch, net.Config.Input.Leads.Count, net.Config.Input.Samples]);
        var target = rand([net.Batch, Net.Classes]).lt(0.2).to(ScalarType.Float32);

        void Step()
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            var loss = nn.functional.binary_cross_entropy_with_logits(model.call(input), target);
            loss.backward();
            optimiser.step();
            loss.item<float>();
        }

        for (var step = 0; step < WarmUpSteps; step++)
        {
            Step();
        }

        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (times.Count < FewestSteps || clock.Elapsed.TotalSeconds < seconds)
        {
            var start = Stopwatch.GetTimestamp();
            Step();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        using var process = Process.GetCurrentProcess();
        return new Timing(model.parameters().Sum(parameter => parameter.numel()), times, process.PeakWorkingSet64);
    }
}
