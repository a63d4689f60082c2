using EcgScaling.Models.Weights;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Toys;
using TorchSharp;

namespace EcgScaling.Training.Distributed;

/// <summary>Two and four processes over loopback beside one.</summary>
public sealed class DataParallelTests
{
    [GlooTheory]
    [InlineData(2)]
    [InlineData(4)]
    public void Several_processes_give_the_gradients_and_held_out_losses_of_one(int size)
    {
        using var folder = new TemporaryFolder();
        foreach (var item in GroupScenarios.CasesOf(size))
        {
            GroupScenarios.OneStep(item, null, folder[$"alone/{item}"]);
        }

        ChildGroup.Require(size, "gradients", folder["together"]);
        Assert.InRange(Difference(folder["alone/masked transformer"], folder["together/micro"], 1), 0, 1e-5);
        Assert.All(GroupScenarios.CasesOf(size), item =>
        {
            // Weights start at about 0.1, gradients are about 1: what differs is the order of sums.
            Assert.InRange(Difference(folder[$"alone/{item}"], folder[$"together/{item}"], 1), 0, 1e-5);
            var (alone, together) = (Metrics.Of(folder[$"alone/{item}"]), Metrics.Of(folder[$"together/{item}"]));
            Assert.Equal(alone.Count, together.Count);
            foreach (var (mine, theirs) in alone.Zip(together))
            {
                Assert.Equal(mine.Loss ?? 0, theirs.Loss ?? 0, 1e-5);
                Assert.Equal(mine.GradientNorm ?? 0, theirs.GradientNorm ?? 0, 1e-4 * (1 + (mine.GradientNorm ?? 0)));
                Assert.Equal(mine.HeldOutLoss ?? 0, theirs.HeldOutLoss ?? 0, 1e-4 * (1 + (mine.HeldOutLoss ?? 0)));
                Assert.Equal(mine.HeldOut?.Records, theirs.HeldOut?.Records);
            }
        });
    }

    [GlooFact]
    public void Runs_of_two_track_one_stop_together_resume_to_the_same_bytes_and_diverge_together()
    {
        using var folder = new TemporaryFolder();
        var alone = GroupScenarios.Long(null, folder["alone"], GroupScenarios.Whole());
        ChildGroup.Require(2, "runs", folder.Path);
        var together = ResultOf(folder["whole"]);
        Assert.Equal(2, together.Processes);
        Assert.Equal(alone.Records, together.Records);
        Assert.Equal(alone.HeldOut!.Loss, together.HeldOut!.Loss, 0.02 * alone.HeldOut.Loss);
        Assert.Equal(Losses(folder["alone"]).Take(10), Losses(folder["whole"]).Take(10), (one, two) => Math.Abs(one - two) < 1e-3 * one);

        // Process 1 was asked to stop after step 13: both ended after step 14, with process 0's checkpoint.
        foreach (var rank in new[] { 0, 1 })
        {
            var cut = TrainingResult.FromText(File.ReadAllText(folder[$"stopped-{rank}.json"]));
            Assert.Equal((TrainingOutcome.Cancelled, 14L, "checkpoints/step-000000014"), (cut.Outcome, cut.Steps, cut.Checkpoint));
        }

        Assert.Equal(0, Difference(folder["whole"], folder["stopped"], GroupScenarios.LongSteps));
        Assert.Equal(Metrics.TextOf(folder["whole"]), Metrics.TextOf(folder["stopped"]));

        var separate = ResultOf(folder["separate"]);
        Assert.True(separate.HeldOut!.Loss < 0.8 * separate.HeldOut.TrivialLoss, $"{separate.HeldOut.Loss} of {separate.HeldOut.TrivialLoss}");

        var diverged = ResultOf(folder["diverging"]);
        Assert.Equal(TrainingOutcome.Diverged, diverged.Outcome);
        Assert.Equal(16, diverged.Divergence!.RecordIds.Length);
        Assert.Contains("toy#7", diverged.Divergence.RecordIds);
    }

    [GlooFact]
    public void A_failure_of_one_process_reaches_the_others_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        var ends = ChildGroup.Start(2, "broken", folder.Path);
        Assert.Equal([1, 1], ends.Select(end => end.Code));
        Assert.Contains("EcgDataException", ends[1].Errors, StringComparison.Ordinal);
        Assert.Contains("ProcessGroupException", ends[0].Errors, StringComparison.Ordinal);
        Assert.Contains("process 1 failed: toy (exam 5): found nothing", ends[0].Errors, StringComparison.Ordinal);
    }

    [GlooFact]
    public void Processes_with_different_arguments_are_told_so()
    {
        using var folder = new TemporaryFolder();
        var ends = ChildGroup.Start(2, "unequal", folder.Path);
        Assert.All(ends, end => Assert.Contains("process 1 has another training configuration than process 0", end.Errors, StringComparison.Ordinal));
    }

    [GlooFact]
    public void A_process_that_is_killed_ends_the_others_and_the_run_goes_on_from_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var ends = ChildGroup.Start(2, "killed", folder.Path, killAt: "15");
        Assert.Equal(1, ends[0].Code);
        Assert.Contains("Process 0 of 2 has lost the others", ends[0].Errors, StringComparison.Ordinal);
        Assert.Contains(10, new CheckpointStore(folder["killed/checkpoints"]).Steps());

        // Another number of processes may go on.
        var resumed = GroupScenarios.Long(null, folder["killed"], GroupScenarios.Whole());
        Assert.Equal(GroupScenarios.LongSteps, resumed.Steps);
    }

    [GlooFact]
    public void A_process_that_does_not_come_is_an_error_after_the_timeout()
    {
        using var folder = new TemporaryFolder();
        var ends = ChildGroup.Start(2, "hang", folder.Path);
        Assert.Equal([1, 0], ends.Select(end => end.Code));
        Assert.Contains("did not come within 8 s", ends[0].Errors, StringComparison.Ordinal);
    }

    [GlooFact]
    public void A_group_that_never_forms_is_an_error_that_names_who_is_missing()
    {
        var place = ProcessWorld.OnThisMachine(2)[0] with { Timeout = TimeSpan.FromSeconds(1) };
        var error = Assert.Throws<ProcessGroupException>(() => ProcessGroups.Join(place));
        Assert.Contains("process 1 of 2 did not come", error.Message, StringComparison.Ordinal);
        Assert.Contains("WORLD_SIZE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cuda_without_nccl_is_refused_with_the_reason()
    {
        if (ProcessGroups.IsAvailable("cuda"))
        {
            return;
        }

        var error = Assert.Throws<SpecException>(() => ProcessGroups.Join(ProcessWorld.OnThisMachine(2)[0], "cuda"));
        Assert.Contains("without NCCL", error.Message, StringComparison.Ordinal);
    }

    private static TrainingResult ResultOf(string folder) => TrainingResult.FromText(File.ReadAllText(Path.Combine(folder, "result.json")));

    private static double[] Losses(string folder) => [.. Metrics.Of(folder).Where(line => line.Loss is not null).Select(line => line.Loss!.Value)];

    /// <summary>The largest norm of a difference of one tensor's values, relative to the tensor's norm.</summary>
    private static double Difference(string one, string other, long step)
    {
        using var scope = torch.NewDisposeScope();
        var largest = 0.0;
        foreach (var file in new[] { CheckpointStore.EncoderFile, CheckpointStore.HeadFile })
        {
            using var first = Safetensors.Load(Path.Combine(new CheckpointStore(Path.Combine(one, "checkpoints")).PathOf(step), file));
            using var second = Safetensors.Load(Path.Combine(new CheckpointStore(Path.Combine(other, "checkpoints")).PathOf(step), file));
            foreach (var (name, value) in first.Tensors)
            {
                var difference = (value - second.Tensors[name]).to(torch.float64).norm().item<double>();
                largest = Math.Max(largest, difference / (1e-3 + value.to(torch.float64).norm().item<double>()));
            }
        }

        return largest;
    }
}
