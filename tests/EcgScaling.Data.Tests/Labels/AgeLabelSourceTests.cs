using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Labels;

public sealed class AgeLabelSourceTests
{
    [Fact]
    public void The_age_is_one_more_label_and_the_rest_stays()
    {
        using var plain = new SyntheticEcgSource(new SyntheticOptions { Count = 20, Samples = 64 });
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 20, Samples = 64 }).WithAge();
        using var dataset = SourceDataset.Of(source);
        Assert.Equal([.. plain.LabelNames, "age"], dataset.LabelNames);
        Assert.NotEqual(plain.ContentHash, source.ContentHash);
        var labels = new float[dataset.LabelNames.Count];
        for (var exam = 0; exam < 20; exam++)
        {
            dataset.ReadLabels(exam, labels);
            Assert.Equal(plain.ExamAt(exam).Labels, labels[..^1]);
            Assert.Equal((float)plain.ExamAt(exam).Age, labels[^1]);
            Assert.InRange(labels[^1], 16, 110);
        }

        Assert.Throws<ArgumentException>(() => source.WithAge());
    }
}
