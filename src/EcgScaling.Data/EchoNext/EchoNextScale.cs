namespace EcgScaling.Data.EchoNext;

/// <summary>What the values of EchoNext's tracings shall count.</summary>
public enum EchoNextScale
{
    /// <summary>Millivolts: the published standardisation is undone with the published means and deviations, where the limb leads then obey II = I + III; otherwise as published.</summary>
    Millivolts = 0,

    /// <summary>As published: standard deviations of each lead over the data set.</summary>
    Published = 1,
}
