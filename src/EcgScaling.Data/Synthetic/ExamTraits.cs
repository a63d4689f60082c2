namespace EcgScaling.Data.Synthetic;

/// <summary>What holds during one synthetic exam: rhythm, intervals and passing conditions.</summary>
internal sealed record ExamTraits
{
    public required PatientTraits Patient { get; init; }

    public required double Age { get; init; }

    public required Condition Conditions { get; init; }

    public required double BeatsPerMinute { get; init; }

    public required double PrSeconds { get; init; }

    public required double QtcSeconds { get; init; }

    public static ExamTraits Of(ulong seed, SyntheticSite site, long patient, int visit, long exam)
    {
        var person = PatientTraits.Of(seed, site, patient);
        var random = new RandomStream(seed, "synthetic/exam/" + site.Name, exam);
        var age = Math.Min(99, person.FirstAge + (visit * random.NextDouble(0.5, 2.5)));
        var risk = new Risk(site, age, random);
        var conditions = person.Chronic;
        if (risk.Strikes(Condition.AtrialFibrillation, 0.55))
        {
            conditions |= Condition.AtrialFibrillation;
        }

        // Sinus rhythms and the PR interval exist only where the atria beat.
        var slow = risk.Strikes(Condition.SinusBradycardia, 0);
        var fast = risk.Strikes(Condition.SinusTachycardia, -0.15);
        var delayed = risk.Strikes(Condition.FirstDegreeBlock, 0.35);
        if (!conditions.HasFlag(Condition.AtrialFibrillation))
        {
            conditions |= slow ? Condition.SinusBradycardia : fast ? Condition.SinusTachycardia : 0;
            conditions |= delayed ? Condition.FirstDegreeBlock : 0;
        }

        conditions |= risk.Strikes(Condition.VentricularExtrasystoles, 0.25) ? Condition.VentricularExtrasystoles : 0;
        conditions |= risk.Strikes(Condition.LongQt, 0.1) ? Condition.LongQt : 0;
        var rate =
            conditions.HasFlag(Condition.AtrialFibrillation) ? Math.Clamp(random.NextGaussian(88, 22), 48, 165)
            : conditions.HasFlag(Condition.SinusBradycardia) ? 55 - Math.Min(19, Math.Abs(random.NextGaussian(0, 6)))
            : conditions.HasFlag(Condition.SinusTachycardia) ? 102 + Math.Min(60, Math.Abs(random.NextGaussian(0, 17)))
            : Math.Clamp(random.NextGaussian(person.Sex == Sex.Female ? 76 : 72, 11), 53.5, 103.5);
        return new ExamTraits
        {
            Patient = person,
            Age = Math.Round(age),
            Conditions = conditions,
            BeatsPerMinute = rate,
            PrSeconds = conditions.HasFlag(Condition.FirstDegreeBlock)
                ? 0.206 + Math.Min(0.13, Math.Abs(random.NextGaussian(0, 0.04)))
                : Math.Min(0.199, person.PrSeconds + random.NextGaussian(0, 0.006) + (0.0004 * (72 - Math.Min(rate, 110)))),
            QtcSeconds = conditions.HasFlag(Condition.LongQt)
                ? 0.478 + Math.Min(0.09, Math.Abs(random.NextGaussian(0, 0.03)))
                : person.QtcSeconds + random.NextGaussian(0, 0.006),
        };
    }
}
