using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

/// <summary>A value, with an interval if known, per category: as upright bars (categories along x) or as dots with whiskers (categories down y).</summary>
internal sealed record CategoryLayer(string Label, string[] Categories, double[] Values) : FigureLayer(Label)
{
    public double[]? Low { get; init; }

    public double[]? High { get; init; }

    public bool Bars { get; init; }

    /// <summary>Position of each of this layer's categories on the shared category axis; filled in when the layer joins a figure.</summary>
    public int[] Slots { get; init; } = [];

    public CategoryLayer Checked()
    {
        SameLength(Label, "values", Categories.Length, Values.Length);
        if ((Low is null) != (High is null))
        {
            throw new FigureDataException(Label, -1, $"Series '{Label}': intervals need both ends; give low and high.");
        }

        if (Low is not null)
        {
            SameLength(Label, "low", Categories.Length, Low.Length);
            SameLength(Label, "high", Categories.Length, High!.Length);
        }

        return this;
    }

    public override void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY)
    {
        ref AxisRange values = ref Bars ? ref y : ref x;
        ref AxisRange slots = ref Bars ? ref x : ref y;
        bool log = Bars ? logY : logX;
        foreach (int slot in Slots)
        {
            slots.Add(slot);
        }

        values.Add(Values);
        values.AddBounds(Low ?? [], log);
        values.AddBounds(High ?? [], log);
    }

    public override void Check(bool logX, bool logY) => CheckPositions(Bars ? "y" : "x", Values, Bars ? logY : logX);
}
