using System.CommandLine;
using EcgScaling.Benchmarks.Evaluation;

// How fast evaluation is, as ratios in one run.
//   EvaluationBenchmarks probe       71 labels on 20,000 x 320 features, beside scikit-learn's one-vs-rest LogisticRegression (needs Debian's python3-sklearn)
//   EvaluationBenchmarks bootstrap   every metric, 26 classes x 10,000 records, 1,000 draws
var labels = new Option<int>("--labels") { Description = "Labels.", DefaultValueFactory = _ => 71 };
var records = new Option<int>("--records") { Description = "Records.", DefaultValueFactory = _ => 20_000 };
var features = new Option<int>("--features") { Description = "Features.", DefaultValueFactory = _ => 320 };
var ridge = new Option<double>("--ridge") { Description = "The ridge.", DefaultValueFactory = _ => 1e-3 };
var solvers = new Option<string[]>("--solvers")
{
    Description = "scikit-learn's solvers, each with its tolerance. lbfgs stops before a gradient norm of 1e-8 at any tolerance; newton-cholesky gets there at 1e-9, newton-cg at 1e-5.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => ["lbfgs:1e-4", "newton-cholesky:1e-9"],
};
var alone = new Option<bool>("--alone") { Description = "Without scikit-learn." };
var probe = new Command("probe", "The linear probe beside scikit-learn's.") { labels, records, features, ridge, solvers, alone };
probe.SetAction(parsed => ProbeCommand.Run(
    new ProbeWork(parsed.GetValue(records), parsed.GetValue(features), parsed.GetValue(labels), parsed.GetValue(ridge)),
    parsed.GetValue(alone) ? [] : parsed.GetRequiredValue(solvers)));
var bootstrap = new Command("bootstrap", "All metrics with 1,000 draws.");
bootstrap.SetAction(_ => BootstrapCommand.Run());
return new RootCommand("How fast evaluation is.") { probe, bootstrap }.Parse(args).Invoke();
