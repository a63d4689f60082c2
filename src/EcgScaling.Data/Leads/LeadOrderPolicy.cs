namespace EcgScaling.Data.Leads;

/// <summary>What is made of the order in which a file keeps its leads, where the file does not name them.</summary>
/// <remarks>The limb leads prove it: II = I + III, aVR = -(I + II) / 2, aVL = (I - III) / 2, aVF = (II + III) / 2. Chest leads obey no such rule and are taken in the documented order.</remarks>
public enum LeadOrderPolicy
{
    /// <summary>Look; put a proven other order right and say so in the warnings; take the documented order where the tracings prove none.</summary>
    Detect = 0,

    /// <summary>Look; put a proven other order right and say so; refuse files whose tracings prove none, or more than one.</summary>
    Require = 1,

    /// <summary>Do not look.</summary>
    AsDocumented = 2,
}
