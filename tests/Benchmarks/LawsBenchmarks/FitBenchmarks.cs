using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Benchmarks;

/// <summary>The fitter on 240 simulated points under BenchmarkDotNet, in this process: its generated projects would not meet this repository's build rules.</summary>
[InProcess]
[MemoryDiagnoser]
public class FitBenchmarks
{
    private readonly ScalingData _data = SpeedCommand.Simulated();
    private LawFit _fit = null!;
    private RobustPath _path = null!;
    private double[] _parameters = null!;

    public static int Run() => BenchmarkRunner.Run<FitBenchmarks>().HasCriticalValidationErrors ? 1 : 0;

    [GlobalSetup]
    public void Prepare()
    {
        _fit = PointFit();
        _path = new RobustPath(_fit.Design.CreateProblem(_fit.Options));
        _parameters = (double[])_fit.Working.Clone();
    }

    [Benchmark(Description = "point fit with certificate")]
    public LawFit PointFit() => LawFitter.Fit(_data, LawForms.Chinchilla, ObjectivePresets.Hoffmann);

    [Benchmark(Description = "one warm refit, the inner loop")]
    public double[] Refit()
    {
        _fit.Working.CopyTo(_parameters, 0);
        _path.Minimize(_parameters, _fit.WorkingDelta);
        return _parameters;
    }

    [Benchmark(Description = "eight profile bounds")]
    public double Profiles()
    {
        var sum = _fit.ProfileInterval(FitQuantity.Response(_fit, 5e10, 2e12)).Lower;
        foreach (var name in (ReadOnlySpan<string>)["E", "alpha", "beta"])
        {
            sum += _fit.ProfileInterval(FitQuantity.OfParameter(_fit, name)).Lower;
        }

        return sum;
    }

    [Benchmark(Description = "4,000 bootstrap refits, one thread")]
    public object Resample() => Bootstrap.Run(_fit, new BootstrapOptions { Replicates = 4000, Seed = 1, Threads = 1 });
}
