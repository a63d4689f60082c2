using System.Globalization;

namespace EcgScaling.Laws.Objectives;

/// <summary>What a fit makes small. Immutable; the presets that reproduce published fits are in <see cref="ObjectivePresets"/>.</summary>
public sealed record FitObjective
{
    /// <summary>The scale of the residuals.</summary>
    /// <value><see cref="ResidualScale.Log"/></value>
    public ResidualScale Scale { get; init; } = ResidualScale.Log;

    /// <summary>The loss of a residual.</summary>
    /// <value><see cref="ResidualLoss.Huber"/></value>
    public ResidualLoss Loss { get; init; } = ResidualLoss.Huber;

    /// <summary>Huber's delta.</summary>
    /// <value>
    /// NaN: automatic, 1.345 robust standard deviations of the residuals (95 % efficient at normal errors). With fewer than 15 degrees of freedom a
    /// robust scale cannot be told from the data, and the automatic choice is least squares (delta infinite).
    /// </value>
    public double Delta { get; init; } = double.NaN;

    /// <summary>The factor on residuals above zero (predicted too high); a large one fits the lower envelope.</summary>
    /// <value>1</value>
    public double OverPredictionWeight { get; init; } = 1;

    /// <summary>Whether the reported value is the weighted mean instead of the sum. The optimum is the same; only the reported number differs.</summary>
    /// <value>false</value>
    public bool Mean { get; init; }

    /// <summary>Huber on log residuals with automatic delta, least squares where the points are few: the default.</summary>
    public static FitObjective Default { get; } = new();

    /// <summary>Least squares on log residuals: the sum of squares.</summary>
    public static FitObjective LeastSquaresLog { get; } = new() { Loss = ResidualLoss.Squares };

    /// <summary>Least squares on the values.</summary>
    public static FitObjective LeastSquares { get; } = new() { Loss = ResidualLoss.Squares, Scale = ResidualScale.Raw };

    /// <summary>Least absolute deviation on log residuals.</summary>
    public static FitObjective LeastAbsolute { get; } = new() { Loss = ResidualLoss.Absolute };

    /// <summary>Student's t on log residuals with estimated scale and degrees of freedom.</summary>
    public static FitObjective StudentT { get; } = new() { Loss = ResidualLoss.StudentT };

    /// <summary>Huber on log residuals with a fixed delta.</summary>
    public static FitObjective Huber(double delta) => new() { Delta = delta };

    /// <summary>Absolute log residuals with a factor on predictions that are too high.</summary>
    public static FitObjective Asymmetric(double overPredictionWeight) => new() { Loss = ResidualLoss.Absolute, OverPredictionWeight = overPredictionWeight };

    /// <summary>Reads <c>ls-log</c>, <c>ls</c>, <c>lad</c>, <c>huber</c>, <c>huber:1e-3</c>, <c>student-t</c>, <c>asymmetric:10</c>, or the name of a preset; <c>@raw</c> or <c>@logit</c> after it changes the scale.</summary>
    /// <exception cref="SpecException">The text is none of these.</exception>
    public static FitObjective Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().ToLowerInvariant().Split('@', 2);
        var words = parts[0].Split(':', 2);
        var number = double.NaN;
        if (words.Length > 1 && (!double.TryParse(words[1], NumberStyles.Float, CultureInfo.InvariantCulture, out number) || !(number > 0)))
        {
            throw Unknown(text);
        }

        var objective = words[0] switch
        {
            "ls-log" or "squares" when words.Length == 1 => LeastSquaresLog,
            "ls" when words.Length == 1 => LeastSquares,
            "lad" when words.Length == 1 => LeastAbsolute,
            "student-t" or "t" when words.Length == 1 => StudentT,
            "huber" or "default" => new FitObjective { Delta = number },
            "asymmetric" => Asymmetric(double.IsNaN(number) ? 10 : number),
            _ => words.Length == 1 && ObjectivePresets.All.TryGetValue(words[0], out var preset) ? preset : throw Unknown(text),
        };
        return parts.Length == 1 ? objective : objective with
        {
            Scale = parts[1] switch
            {
                "raw" => ResidualScale.Raw,
                "log" => ResidualScale.Log,
                "logit" => ResidualScale.Logit,
                _ => throw Unknown(text),
            },
        };
    }

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="SpecException">A number is not allowed; all problems are listed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Loss == ResidualLoss.Huber && !double.IsNaN(Delta) && !(Delta > 0))
        {
            problems.Add($"Delta is {Delta.ToString(CultureInfo.InvariantCulture)}; allowed: above zero, or NaN for automatic.");
        }

        if (!(OverPredictionWeight > 0) || !double.IsFinite(OverPredictionWeight))
        {
            problems.Add($"OverPredictionWeight is {OverPredictionWeight.ToString(CultureInfo.InvariantCulture)}; allowed: a finite number above zero.");
        }

        if (Loss == ResidualLoss.StudentT && OverPredictionWeight != 1)
        {
            problems.Add("OverPredictionWeight does not go with Student's t, which is a likelihood; use Huber, Absolute or Squares.");
        }

        SpecException.ThrowIfAny(nameof(FitObjective), problems);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        var name = Loss switch
        {
            ResidualLoss.Squares => Scale == ResidualScale.Raw ? "ls" : "ls-log",
            ResidualLoss.Absolute when OverPredictionWeight != 1 => "asymmetric:" + OverPredictionWeight.ToString("R", CultureInfo.InvariantCulture),
            ResidualLoss.Absolute => "lad",
            ResidualLoss.StudentT => "student-t",
            _ => double.IsNaN(Delta) ? "huber" : "huber:" + Delta.ToString("R", CultureInfo.InvariantCulture),
        };
        return name + (Scale == ResidualScale.Logit ? "@logit" : Scale == ResidualScale.Raw && Loss != ResidualLoss.Squares ? "@raw" : string.Empty);
    }

    private static SpecException Unknown(string text) => new("objective", [$"'{text}' is not known; allowed: ls-log, ls, lad, huber, huber:DELTA, student-t, asymmetric:FACTOR, {string.Join(", ", ObjectivePresets.All.Keys)}; followed by @raw or @logit for another residual scale."]);
}
