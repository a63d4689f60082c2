namespace EcgScaling;

/// <summary>A configuration that cannot work. All its problems are listed at once.</summary>
public sealed class SpecException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="subject">What was checked, for example <c>EcgSpec</c>.</param>
    /// <param name="problems">Each problem: what was given, what is allowed, how to fix it.</param>
    public SpecException(string subject, IReadOnlyList<string> problems)
        : base(problems.Count == 1
            ? $"{subject}: {problems[0]}"
            : $"{subject} has {problems.Count} problems:{string.Concat(problems.Select(problem => $"{Environment.NewLine}  - {problem}"))}")
    {
        Subject = subject;
        Problems = problems;
    }

    /// <summary>What was checked.</summary>
    public string Subject { get; }

    /// <summary>Each problem on its own.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Throws when there is a problem.</summary>
    /// <exception cref="SpecException"><paramref name="problems"/> is not empty.</exception>
    public static void ThrowIfAny(string subject, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new SpecException(subject, problems);
        }
    }
}
