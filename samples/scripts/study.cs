#!/usr/bin/env dotnet
#:project ../../src/EcgScaling.Study/EcgScaling.Study.csproj
#:property PublishAot=false
#:property UsesTorch=true
#:property UsesHdf5=true

// A study as one file: dotnet run samples/scripts/study.cs
using EcgScaling;
using EcgScaling.Study;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Running;

var study = StudyPresets.CpuSmoke.Transfer(tasks => tasks.Synthetic("hospital", exams: 200, new SampleRate(100), samples: 256, task: task => task with { MinimumPositives = 3 }));
var plan = study.Plan();
Console.WriteLine(plan.ToTable());
var run = plan.In(args.Length > 0 ? args[0] : Path.Combine("runs", "script"));
var analysis = await run.RunAsync(new LocalRun { Workers = 0 });
foreach (var claim in analysis.Answers.Claims)
{
    Console.WriteLine($"{claim.Verdict}: {claim.Statement} {claim.Summary}");
}

Console.WriteLine(run.WriteReport(analysis));
