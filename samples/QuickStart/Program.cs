using System.CommandLine;
using EcgScaling;
using EcgScaling.Samples;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Running;
using Spectre.Console;

// A scaling study from records to report: synthetic ECGs (or your own with --data) -> CODE-layout shards -> patient split -> ResNet1D and Transformer at several
// sizes -> supervised and masked pre-training -> held-out loss -> scaling laws per family -> one HTML report. Run it again and it goes on where it stopped.

// Trials run in processes of their own: this application, started once more as a worker.
if (WorkerHost.IsWorker(args))
{
    return (int)await WorkerHost.RunAsync(args);
}

var data = new Option<DirectoryInfo?>("--data") { Description = "CODE-layout shards, PTB-XL or WFDB records to use instead of synthetic ECGs." };
var output = new Option<string>("--out") { Description = "The folder of the study.", DefaultValueFactory = _ => Path.Combine("runs", "quickstart") };
var seed = new Option<ulong>("--seed") { Description = "The seed of records, split and models.", DefaultValueFactory = _ => 1 };
var smoke = new Option<bool>("--smoke") { Description = "The same path on a handful of records in some seconds; its laws mean nothing." };
var workers = new Option<int?>("--workers") { Description = "Trials side by side; default: one a processor." };
var planOnly = new Option<bool>("--plan") { Description = "Print the plan and end." };
var root = new RootCommand("A small ECG scaling study, end to end.") { data, output, seed, smoke, workers, planOnly };
root.SetAction(async parsed =>
{
    using var signals = new ShutdownSignals();
    try
    {
        var study = QuickStudy.Of(parsed.GetValue(data)?.FullName, parsed.GetValue(seed), parsed.GetValue(smoke));
        var plan = study.Plan();
        if (parsed.GetValue(planOnly))
        {
            Console.WriteLine(plan.ToTable());
            return 0;
        }

        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            // A log file has no width: lines are not to be broken at 80.
            AnsiConsole.Profile.Width = 200;
        }

        var run = plan.In(parsed.GetValue(output)!);
        AnsiConsole.WriteLine(plan.Summary());
        var display = new StudyDisplay(AnsiConsole.Console);
        var analysis = await display.RunAsync(run, new LocalRun { Workers = parsed.GetValue(workers) }, signals.Token);
        var report = run.WriteReport(analysis);
        AnsiConsole.Write(FitTable.Of(analysis));
        FitTable.WriteNotes(AnsiConsole.Console, analysis);
        AnsiConsole.WriteLine($"Report: {report}");
        return analysis.Results.Complete ? 0 : (int)WorkerExit.Failed;
    }
    catch (OperationCanceledException)
    {
        AnsiConsole.WriteLine("Stopped. Checkpoints are kept: run the same command again to go on.");
        return (int)WorkerExit.Requeue;
    }
    catch (EcgScalingException error)
    {
        // What a user can mend gets its message; anything else its stack.
        Console.Error.WriteLine(error.Message);
        return (int)WorkerExit.Failed;
    }
});
// Signals are ours: a trial needs longer than the parser's two seconds to write its checkpoint.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
