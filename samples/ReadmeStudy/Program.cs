using EcgScaling.Study;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Running;
using EcgScaling.Training;

if (WorkerHost.IsWorker(args))                       // trials run in processes of their own: this program, started again
{
    return (int)await WorkerHost.RunAsync(args);
}

var study = ScalingStudy.Create("first")
    .Data(data => data.Synthetic(exams: 6000)        // or .Folder("code15/"): CODE shards, PTB-XL, WFDB
        .Preprocess("resample(100)|leads(8)|crop(1024)")
        .HoldOut(test: 0.2).Sizes(500, 1000, 2000, 4000))
    .Models(models => models.ResNet1D(5_000, 20_000, 80_000).Transformer(5_000, 20_000, 80_000))
    .Paradigms(paradigms => paradigms.Supervised().Masked())
    .Training(training => training with { Duration = Duration.Epochs(10) });

var plan = study.Plan();                             // every trial: parameters, FLOPs, memory, time; nothing has run yet
Console.WriteLine(plan.ToTable());
var run = plan.In("runs/first");
var analysis = await run.RunAsync();                 // kill it, run it again: it goes on with the same numbers
Console.WriteLine(run.WriteReport(analysis));        // one HTML file: laws, intervals, efficiency, figures
return 0;
