using EcgScaling.Study.Running;
using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Study.Tests.Running;

public sealed class LocalLayoutTests
{
    private const long Own = 400;

    [Fact]
    public void Whatever_is_planned_fits_into_memory_and_the_largest_trial_has_a_worker()
    {
        var needs = from bytes in Gen.Choose(1, 5000) from processes in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 4))) select new TrialNeeds(bytes, processes);
        var cases = from trials in needs.NonEmptyListOf() from seats in Gen.Choose(1, 12) from memory in Gen.Choose(1, 20_000) select (trials, seats, memory);
        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            TrialNeeds[] trials = [.. item.trials];
            var layout = LocalLayout.Of(trials, item.seats, 1, item.memory, Own);
            var (memory, processes) = (layout.Limits.Sum(limit => limit.Bytes) + (layout.Workers * Own), layout.Limits.Sum(limit => limit.Processes));
            Assert.InRange(layout.Workers, 1, Math.Max(1, Math.Min(item.seats, trials.Length)));
            Assert.Equal(new TrialNeeds(trials.Max(trial => trial.Bytes), trials.Max(trial => trial.Processes)), layout.Limits[0]);
            Assert.All(layout.Limits.Skip(1), limit => Assert.Contains(limit, trials));
            if (layout.Workers > 1)
            {
                Assert.True(memory <= item.memory);
                Assert.True(processes <= item.seats);
            }

            if (layout.Workers < trials.Length)
            {
                // There is no worker more because no trial would fit beside the others.
                Assert.DoesNotContain(trials, trial => memory + Own + trial.Bytes <= item.memory && processes + trial.Processes <= item.seats);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(3, 5));
    }

    [Fact]
    public void One_large_trial_leaves_the_small_ones_their_seats()
    {
        var layout = LocalLayout.Of([new(8000, 1), .. Enumerable.Repeat(new TrialNeeds(100, 1), 5)], seats: 4, threads: 1, memory: 10_000, own: 400);
        Assert.Equal([8000, 100, 100, 100], layout.Limits.Select(limit => limit.Bytes));
    }

    [Fact]
    public void A_trial_of_several_processes_takes_as_many_seats()
    {
        var layout = LocalLayout.Of([new(100, 1), new(100, 3), new(50, 1), new(50, 1)], seats: 5, threads: 1, memory: 10_000, own: 400);
        Assert.Equal([3, 1, 1], layout.Limits.Select(limit => limit.Processes));
        Assert.Equal(["--memory", "100", "--processes", "3"], layout.LimitsOf(0));
    }

    [Theory]
    // Every core has a trial of its own: nothing is measured.
    [InlineData(4, 1 << 30, 0.0, 1)]
    // Memory holds one trial at a time: four threads that are three times as fast are taken, four that are hardly faster are not.
    [InlineData(4, 0, 3.0, 4)]
    [InlineData(4, 0, 1.05, 1)]
    public void Threads_beyond_one_are_taken_only_where_memory_leaves_cores_idle_and_they_pay(int processors, long spare, double speedUp, int expected)
    {
        var plan = StudyPresets.CpuSmoke.Resolve(Sample.Catalog());
        var run = new LocalRun { MemoryBytes = plan.Data.PreparedBytes + (processors * ((400L << 20) + plan.Trials.Max(trial => trial.MemoryBytes))) + spare };
        if (spare == 0)
        {
            run = run with { MemoryBytes = plan.Data.PreparedBytes + (400L << 20) + plan.Trials.Max(trial => trial.MemoryBytes) };
        }

        var threads = LocalLayouts.Choose(plan, plan.Trials, run, processors, null, count => speedUp == 0 ? throw new InvalidOperationException("measured") : count == 1 ? 1 : 1 / (1 + ((speedUp - 1) * (count - 1) / (processors - 1))));
        Assert.Equal(expected, threads);
    }

    [Fact]
    public void A_limit_on_a_device_counts_no_prepared_records_and_is_no_more_than_the_device_has_free()
    {
        var resolved = StudyPresets.CpuSmoke.Training(training => training with { Device = "cuda" }).Resolve(Sample.Catalog());
        var plan = resolved with { Data = resolved.Data with { PreparedBytes = 1L << 40 } };
        var largest = plan.Trials.MaxBy(trial => trial.MemoryBytes)!;
        var each = largest.MemoryBytes + TrialNeeds.DeviceRuntimeBytes;
        Assert.Equal(2, Workers(limit: 2 * each, free: 5 * each));
        Assert.Equal(2, Workers(limit: 5 * each, free: 2 * each));

        int Workers(long limit, long free) =>
            LocalLayouts.Of(plan, [.. Enumerable.Repeat(largest, 10)], new LocalRun { MemoryBytes = limit }, processors: 8, threads: 1, free).Workers;
    }

    [Theory]
    [InlineData(3, 4000, null, 3)]
    [InlineData(1, 4000, null, 1)]
    // Too little for the largest trial: it is tried alone all the same, and no tracing stays on the device.
    [InlineData(1, -1, null, 1)]
    [InlineData(20, 0, null, 8)]
    [InlineData(3, 4000, 5, 5)]
    public void On_a_device_its_memory_decides_how_many_trials_share_it_and_how_much_holds_tracings(int fit, long spare, int? asked, int workers)
    {
        var plan = StudyPresets.CpuSmoke.Training(training => training with { Device = "cuda" }).Resolve(Sample.Catalog());
        var largest = plan.Trials.MaxBy(trial => trial.MemoryBytes)!;
        var each = largest.MemoryBytes + TrialNeeds.DeviceRuntimeBytes;
        var layout = LocalLayouts.Of(plan, [.. Enumerable.Repeat(largest, 10)], new LocalRun { Workers = asked }, processors: 8, threads: 1, free: (each * fit) + spare);
        Assert.Equal(workers, layout.Workers);
        var left = Math.Max(0, (each * (fit - workers)) + spare);
        Assert.Equal(left / 4 * 3 / workers, layout.ResidentBytes);
        Assert.Equal(left / 4 * 3 / workers, WorkerArguments.Parse(["worker", "folder", .. layout.LimitsOf(0)]).Resident);
    }

    [Fact]
    public void A_step_is_measured_with_the_trials_own_model()
    {
        var trial = StudyPresets.CpuSmoke.Resolve(Sample.Catalog()).Trials[0];
        Assert.InRange(ThreadCalibration.SecondsOfStep(trial, 1), 1e-6, 60);
    }

    [Fact]
    public void A_study_keeps_the_number_of_threads_it_began_with()
    {
        using var folder = new TemporaryFolder();
        var study = new StudyFolder(folder.Path);
        Assert.Null(study.Threads);
        Assert.Equal(3, LocalLayouts.ThreadsHere(study, new LocalRun { Threads = 3 }));
        Assert.Equal(3, LocalLayouts.ThreadsHere(study, new LocalRun()));
        File.WriteAllText(Path.Combine(folder.Path, "threads.txt"), "many");
        Assert.Contains("threads.txt", Assert.Throws<EcgDataException>(() => study.Threads).Message, StringComparison.Ordinal);
    }
}
