using EcgScaling.Data.Sph;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Sph;

public sealed class SphSourceTests
{
    [SharedDataFact("sph")]
    public void RecordsReadAsH5pyReadsThem()
    {
        using var source = EcgSources.Open(SharedData.PathOf("sph"));

        Assert.IsType<SphSource>(source);
        Assert.Equal(5, source.Count);
        Assert.Null(source.CommonShape);
        Assert.Equal([5000, 6000, 6500, 5000, 5500], Enumerable.Range(0, 5).Select(index => source.ShapeOf(index).Samples));
        Assert.Equal(["AHA 1", "AHA 22", "AHA 23"], source.LabelNames);
        Assert.Equal([0, 1, 1], source.ExamAt(0).Labels);
        Assert.All(source.ExamAt(4).Labels, label => Assert.True(float.IsNaN(label)));
        Assert.Equal(("S00001", 55, Sex.Male), (source.ExamAt(0).PatientId, source.ExamAt(0).Age, source.ExamAt(0).Sex));
        Assert.Equal(-8.589598655700684, source.Load(0).Millivolts.Sum(value => (double)value), 1e-6);
        Assert.Equal(13.562518119812012, source.Load(4).Millivolts.Sum(value => (double)value), 1e-6);
    }
}
