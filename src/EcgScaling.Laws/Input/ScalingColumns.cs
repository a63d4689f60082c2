namespace EcgScaling.Laws.Input;

/// <summary>Which columns of a CSV file mean what. A name that is null is looked for under its usual names.</summary>
public sealed record ScalingColumns
{
    /// <summary>Parameters.</summary>
    /// <value>null: the first of N, N_params, params, parameters, n_parameters</value>
    public string? N { get; init; }

    /// <summary>Training examples.</summary>
    /// <value>null: the first of D, D_tokens, tokens, samples, examples, records</value>
    public string? D { get; init; }

    /// <summary>Compute.</summary>
    /// <value>null: the first of C, C_flop, flop, flops, compute</value>
    public string? C { get; init; }

    /// <summary>Distinct training examples.</summary>
    /// <value>null: the first of U, unique, unique_samples, unique_tokens</value>
    public string? U { get; init; }

    /// <summary>The x of a loss-to-loss or metric law.</summary>
    /// <value>null: none</value>
    public string? X { get; init; }

    /// <summary>The response.</summary>
    /// <value>null: the first of loss, loss_nats, L, test_loss, val_loss</value>
    public string? Loss { get; init; }

    /// <summary>Weights.</summary>
    /// <value>null: the column weight, where there is one</value>
    public string? Weight { get; init; }

    /// <summary>Families.</summary>
    /// <value>null: the column family, where there is one</value>
    public string? Family { get; init; }

    /// <summary>Runs: the clusters of a cluster bootstrap.</summary>
    /// <value>null: the column run or run_name, where there is one</value>
    public string? Run { get; init; }

    /// <summary>Standard errors of the response.</summary>
    /// <value>null: the column loss_se, where there is one</value>
    public string? LossStandardError { get; init; }

    /// <summary>Keep only rows whose columns have these values (compared as numbers where both are).</summary>
    /// <value>none</value>
    public IReadOnlyList<(string Column, string Value)> Where { get; init; } = [];
}
