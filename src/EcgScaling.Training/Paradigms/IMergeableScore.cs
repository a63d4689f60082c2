namespace EcgScaling.Training.Paradigms;

/// <summary>A score whose parts can be measured by several processes and put together.</summary>
public interface IMergeableScore : IHeldOutScore
{
    /// <summary>Writes what was added.</summary>
    void Write(BinaryWriter writer);

    /// <summary>Adds what another one wrote, after what is there.</summary>
    void Read(BinaryReader reader);
}
