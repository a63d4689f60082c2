using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EcgScaling.Models;

/// <summary>
/// All knobs of one encoder. Everything about its size is known from here, without a tensor: parameters, FLOPs,
/// activation memory, feature size, token count. Two configurations are equal when their JSON is.
/// </summary>
/// <remarks>JSON carries the family's name in the member <c>family</c>; an unknown member or family is an error.</remarks>
[JsonConverter(typeof(EncoderConfigJsonConverter))]
public abstract record EncoderConfig
{
    /// <summary>What the encoder eats.</summary>
    /// <value>Default: twelve leads, 400 Hz, 4096 samples.</value>
    public EcgSpec Input { get; init; } = new();

    /// <summary>The family's registered name, for example <c>resnet1d</c>.</summary>
    [JsonIgnore]
    public abstract string Family { get; }

    /// <summary>Size of the pooled features, the last axis of <c>(batch, feature)</c>.</summary>
    [JsonIgnore]
    public abstract int FeatureSize { get; }

    /// <summary>Size of one token or time step, the last axis of <c>(batch, token, feature)</c>.</summary>
    [JsonIgnore]
    public abstract int TokenSize { get; }

    /// <summary>Number of tokens or time steps that one tracing gives.</summary>
    [JsonIgnore]
    public abstract int TokenCount { get; }

    /// <summary>Trainable parameters of the encoder, without any head; equal to the built module's.</summary>
    [JsonIgnore]
    public long ParameterCount => Size().Parameters;

    /// <summary>Throws, listing every problem, unless an encoder can be built.</summary>
    /// <exception cref="SpecException">Some knob is out of range.</exception>
    public void Validate()
    {
        Input.Validate();
        var problems = new List<string>();
        CollectProblems(problems);
        SpecException.ThrowIfAny(GetType().Name, problems);
    }

    /// <summary>Parameters, FLOPs and activation memory, from the configuration alone.</summary>
    /// <exception cref="SpecException">The configuration is not valid.</exception>
    /// <exception cref="OverflowException">A count does not fit 63 bits.</exception>
    public EncoderSize Size()
    {
        Validate();
        var tally = new OperatorTally();
        Count(tally);
        return tally.ToSize();
    }

    /// <summary>Walks the encoder's operators in the order of its forward pass.</summary>
    /// <returns>The pooled features, one row of <see cref="FeatureSize"/>.</returns>
    public abstract ShapedValue Count(OperatorTally tally);

    /// <summary>The configuration as JSON in canonical form: keys sorted, no blanks.</summary>
    public string ToJson() => CanonicalJson.Of(EncoderConfigJson.ToNode(this));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="SpecException">The text is not such JSON, names an unknown family or member, or is out of range.</exception>
    public static EncoderConfig FromJson(string json) => EncoderConfigJson.Parse(json);

    /// <summary>Whether both have the same family and the same knobs.</summary>
    public virtual bool Equals(EncoderConfig? other) => other is not null && GetType() == other.GetType() && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    /// <summary>Adds one entry for each knob out of range: what was given, what is allowed, how to mend it.</summary>
    protected abstract void CollectProblems(ICollection<string> problems);

    /// <summary>The JSON tree of this configuration.</summary>
    internal JsonNode ToNode() => EncoderConfigJson.ToNode(this);
}
