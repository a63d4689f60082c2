using System.Text.Json.Nodes;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Samples.FitLaws;

/// <summary>Lists laws, objectives and presets.</summary>
internal static class Listing
{
    private static readonly (string Name, string Meaning)[] Objectives =
    [
        ("huber", "Huber on log residuals, delta 1.345 robust deviations; least squares below 15 degrees of freedom (default)"),
        ("huber:DELTA", "Huber with a fixed delta, summed"),
        ("ls-log", "sum of squared log residuals"),
        ("ls", "sum of squared residuals"),
        ("lad", "sum of absolute log residuals"),
        ("student-t", "negative log-likelihood of Student's t with estimated scale and degrees of freedom"),
        ("asymmetric:FACTOR", "absolute log residuals, those above zero times FACTOR"),
    ];

    public static int Print(bool json)
    {
        if (json)
        {
            var forms = new JsonArray([.. LawForms.All.Values.Select(form => new JsonObject
            {
                ["name"] = form.Name,
                ["formula"] = form.Formula,
                ["inputs"] = new JsonArray([.. form.Inputs.Select(input => JsonValue.Create(input.ToString()))]),
                ["parameters"] = new JsonArray([.. form.Parameters.Select(parameter => JsonValue.Create(parameter.Name))]),
            })]);
            var objectives = new JsonArray([.. Objectives.Select(objective => new JsonObject { ["name"] = objective.Name, ["meaning"] = objective.Meaning })]);
            var presets = new JsonArray([.. ObjectivePresets.All.Select(preset => new JsonObject { ["name"] = preset.Key, ["objective"] = preset.Value.ToString() + (preset.Value.Mean ? " (mean)" : string.Empty) })]);
            Console.Out.WriteLine(new JsonObject { ["forms"] = forms, ["objectives"] = objectives, ["presets"] = presets }.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
            return 0;
        }

        Console.Out.WriteLine("Laws");
        foreach (var form in LawForms.All.Values)
        {
            Console.Out.WriteLine($"  {form.Name,-16} {form.Formula}");
        }

        Console.Out.WriteLine("  Laws of one input take another than N after a colon, such as bnsl-1:c.");
        Console.Out.WriteLine("Objectives (add @raw or @logit for another residual scale)");
        foreach (var (name, meaning) in Objectives)
        {
            Console.Out.WriteLine($"  {name,-18} {meaning}");
        }

        Console.Out.WriteLine("Presets");
        foreach (var (name, preset) in ObjectivePresets.All)
        {
            Console.Out.WriteLine($"  {name,-18} {preset}{(preset.Mean ? " (mean)" : string.Empty)}");
        }

        return 0;
    }
}
