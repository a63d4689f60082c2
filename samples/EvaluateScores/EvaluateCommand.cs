using System.CommandLine;

namespace EcgScaling.Samples.EvaluateScores;

/// <summary>The command line: every option with its meaning.</summary>
internal static class EvaluateCommand
{
    public static RootCommand Create()
    {
        var scores = Text("--scores", "The scores: .npy of shape (record, label), or CSV with the labels' names.");
        var gold = Text("--gold", "The truth: CSV with the labels' names, or .npy; 1, 0, or empty where not known.");
        var labels = Text("--labels", "The labels, separated by commas; default: the columns of --gold.");
        var logits = new Option<bool>("--logits") { Description = "The scores are logits, not probabilities." };
        var patients = Text("--patients", "FILE.csv:COLUMN with the patient of each record; default: every record is a patient of its own.");
        var decisions = Text("--decisions", "Decisions of 1 and 0, CSV or .npy, instead of thresholds.");
        var thresholds = Text("--thresholds", "The least score that is positive, one for all labels or one for each, separated by commas.");
        var validationScores = Text("--validation-scores", "Scores of validation records, to choose thresholds on.");
        var validationGold = Text("--validation-gold", "The truth of the validation records.");
        var validationPatients = Text("--validation-patients", "FILE.csv:COLUMN with the patient of each validation record.");
        var compare = Text("--compare", "Scores of another model on the same records: prints paired differences.");
        var challenge = new Option<bool>("--challenge") { Description = "Also the score of the CinC challenge 2021." };
        var draws = new Option<int>("--draws") { Description = "Bootstrap draws over patients; 0: no intervals.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<ulong>("--seed") { Description = "Decides the draws." };
        var level = new Option<double>("--level") { Description = "The coverage of the intervals.", DefaultValueFactory = _ => 0.95 };
        var interval = new Option<string>("--interval") { Description = "percentile or bca.", DefaultValueFactory = _ => "percentile" };
        var svg = Text("--svg", "Draw the reliability of the probabilities into this file.");
        var json = new Option<bool>("--json") { Description = "Nothing but JSON on standard output." };
        var smoke = new Option<bool>("--smoke") { Description = "Measure made-up scores: a check that everything works." };
        var root = new RootCommand("Measures the scores of a model against known labels: AUROC, AUPRC, F1, losses and calibration with intervals over patients.")
        {
            scores, gold, labels, logits, patients, decisions, thresholds, validationScores, validationGold, validationPatients, compare, challenge, draws, seed, level, interval, svg, json, smoke,
        };
        root.SetAction(parsed =>
        {
            if (parsed.GetValue(smoke))
            {
                return Evaluation.Smoke(parsed.GetValue(json));
            }

            if (parsed.GetValue(scores) is not { } scoreFile || parsed.GetValue(gold) is not { } goldFile)
            {
                Console.Error.WriteLine("error: --scores FILE and --gold FILE are needed; see --help.");
                return 2;
            }

            return Evaluation.Run(new EvaluateRequest
            {
                Scores = scoreFile,
                Gold = goldFile,
                Labels = parsed.GetValue(labels)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                Logits = parsed.GetValue(logits),
                Patients = parsed.GetValue(patients),
                Decisions = parsed.GetValue(decisions),
                Thresholds = parsed.GetValue(thresholds),
                ValidationScores = parsed.GetValue(validationScores),
                ValidationGold = parsed.GetValue(validationGold),
                ValidationPatients = parsed.GetValue(validationPatients),
                Compare = parsed.GetValue(compare),
                Challenge = parsed.GetValue(challenge),
                Draws = parsed.GetValue(draws),
                Seed = parsed.GetValue(seed),
                Level = parsed.GetValue(level),
                Interval = parsed.GetValue(interval)!,
                Svg = parsed.GetValue(svg),
                Json = parsed.GetValue(json),
            });
        });
        return root;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
