using EcgScaling.Data.Augmentation;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests.Loading;

public sealed class BatchLoaderTests : IDisposable
{
    private readonly SyntheticEcgSource _source = new(new SyntheticOptions { Count = 103, Samples = 64, Rate = new SampleRate(50), Leads = LeadSet.Parse("II,V5") });
    private readonly SourceDataset _dataset;

    public BatchLoaderTests() => _dataset = SourceDataset.Of(_source);

    public void Dispose() => _dataset.Dispose();

    [Fact]
    public void BatchesDoNotDependOnThreadsOrPrefetch()
    {
        var one = Collect(new BatchLoaderOptions { BatchSize = 8, Workers = 1, Prefetch = 1, StopStep = 40, Seed = 3 });
        var many = Collect(new BatchLoaderOptions { BatchSize = 8, Workers = 6, Prefetch = 9, StopStep = 40, Seed = 3 });

        Assert.Equal(40, one.Count);
        for (var step = 0; step < 40; step++)
        {
            Assert.Equal(one[step].Indices, many[step].Indices);
            Assert.Equal(one[step].Tracings, many[step].Tracings);
            Assert.Equal(one[step].Labels, many[step].Labels);
        }
    }

    [Fact]
    public void AnEpochMeetsEveryExamOnceInAnOrderOfItsOwn()
    {
        var loader = Loader(new BatchLoaderOptions { BatchSize = 10, DropLast = false });
        Assert.Equal(11, loader.StepsPerEpoch);
        var first = Enumerable.Range(0, 11).SelectMany(step => loader.ExamsOfStep(step)).ToArray();
        var second = Enumerable.Range(11, 11).SelectMany(step => loader.ExamsOfStep(step)).ToArray();

        Assert.Equal(Enumerable.Range(0, 103), first.Order());
        Assert.Equal(Enumerable.Range(0, 103), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, first.Order());
    }

    [Fact]
    public void WithoutShufflingTheOrderIsThatOfTheExams()
    {
        var loader = Loader(new BatchLoaderOptions { BatchSize = 50, Shuffle = false });

        Assert.Equal(2, loader.StepsPerEpoch);
        Assert.Equal(Enumerable.Range(50, 50), loader.ExamsOfStep(1));
        Assert.Equal(Enumerable.Range(0, 50), loader.ExamsOfStep(2));
    }

    [Fact]
    public void PartsSideBySideAreTheBatch()
    {
        var whole = Collect(new BatchLoaderOptions { BatchSize = 8, StopStep = 15, Seed = 3 });
        var parts = Enumerable.Range(0, 3).Select(part => Collect(new BatchLoaderOptions { BatchSize = 8, StopStep = 15, Seed = 3, Parts = 3, Part = part })).ToArray();

        for (var step = 0; step < 15; step++)
        {
            Assert.Equal(whole[step].Indices, parts.SelectMany(part => part[step].Indices));
            Assert.Equal(whole[step].Tracings, parts.SelectMany(part => part[step].Tracings));
            Assert.All(parts, part => Assert.InRange(part[step].Indices.Length, 2, 3));
        }
    }

    [Fact]
    public void StartingAtAStepGivesTheBatchesOfAnUninterruptedRun()
    {
        var whole = Collect(new BatchLoaderOptions { BatchSize = 8, StopStep = 30 });
        var resumed = Collect(new BatchLoaderOptions { BatchSize = 8, StartStep = 17, StopStep = 30 });

        Assert.Equal(whole.Skip(17).Select(batch => batch.Step), resumed.Select(batch => batch.Step));
        Assert.Equal(whole.Skip(17).SelectMany(batch => batch.Tracings), resumed.SelectMany(batch => batch.Tracings));
    }

    [Fact]
    public void FewerExamsThanABatchMakeOneSmallBatch()
    {
        var loader = new BatchLoader(_dataset, [4, 9, 2], new BatchLoaderOptions { BatchSize = 32, StopStep = 2 });
        var sizes = loader.Batches().Select(batch =>
        {
            using (batch)
            {
                return batch.Size;
            }
        }).ToArray();

        Assert.Equal([3, 3], sizes);
    }

    [Fact]
    public void LabelsCanBeChosenAndOrdered()
    {
        var loader = Loader(new BatchLoaderOptions { BatchSize = 103, Shuffle = false, Labels = ["ST", "RBBB"], StopStep = 1 });
        using var batch = loader.Batches().Single();

        for (var place = 0; place < 103; place++)
        {
            var labels = _source.ExamAt(place).Labels;
            Assert.Equal([labels[5], labels[1]], batch.Labels.Slice(place * 2, 2).ToArray());
        }

        var error = Assert.Throws<ArgumentException>(() => Loader(new BatchLoaderOptions { Labels = ["LBBBB"] }));
        Assert.Contains("LBBBB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTracingsABatchSaysWhoItsExamsAreAndReadsNothing()
    {
        var options = new BatchLoaderOptions { BatchSize = 8, Seed = 5, StopStep = 3 };
        var whole = Loader(options).Batches().ToArray();
        var bare = Loader(options with { WithTracings = false }).Batches().ToArray();

        foreach (var (one, other) in whole.Zip(bare))
        {
            Assert.Equal(one.Indices, other.Indices);
            Assert.Equal(one.PatientKeys, other.PatientKeys);
            Assert.Equal(one.Labels.ToArray(), other.Labels.ToArray());
            Assert.Contains("WithTracings", Assert.Throws<InvalidOperationException>(() => other.TracingBuffer).Message, StringComparison.Ordinal);
            one.Dispose();
            other.Dispose();
        }

        var mixed = options with { WithTracings = false, Augmentations = AugmentationChain.Oh2022 };
        Assert.Contains("Augmentations", Assert.Throws<SpecException>(() => Loader(mixed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CancellingEndsTheEnumeration()
    {
        using var stop = new CancellationTokenSource();
        var seen = 0;

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var batch in Loader(new BatchLoaderOptions { BatchSize = 4 }).Batches(stop.Token))
            {
                batch.Dispose();
                if (++seen == 5)
                {
                    stop.Cancel();
                }
            }
        });
        Assert.InRange(seen, 5, 9);
    }

    [Fact]
    public void StoppingEarlyLeavesNoWorkerBehind()
    {
        for (var round = 0; round < 20; round++)
        {
            foreach (var batch in Loader(new BatchLoaderOptions { BatchSize = 4, Workers = 3 }).Batches())
            {
                batch.Dispose();
                break;
            }
        }

        Assert.DoesNotContain(Enumerable.Range(0, 1), _ => System.Diagnostics.Process.GetCurrentProcess().Threads.Count > 60);
    }

    [Fact]
    public void AFailureArrivesAtItsStep()
    {
        using var dataset = SourceDataset.Of(new CountingSource(_source, index => index == 21));
        var loader = new BatchLoader(dataset, [.. Enumerable.Range(0, 103)], new BatchLoaderOptions { BatchSize = 10, Shuffle = false, Workers = 3 });
        var seen = 0;

        var error = Assert.Throws<EcgDataException>(() =>
        {
            foreach (var batch in loader.Batches())
            {
                batch.Dispose();
                seen++;
            }
        });
        Assert.Equal(2, seen);
        Assert.Contains("exam 21", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfSeveralFailuresInABatchTheFirstInBatchOrderIsReported()
    {
        using var dataset = SourceDataset.Of(new CountingSource(_source, index => index is 25 or 38 or 47));
        for (var round = 0; round < 20; round++)
        {
            var loader = new BatchLoader(dataset, [.. Enumerable.Range(0, 103)], new BatchLoaderOptions { BatchSize = 50, Shuffle = false, Workers = 5 });

            var error = Assert.Throws<EcgDataException>(() => loader.Batches().First().Dispose());

            Assert.Contains("exam 25", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TwoBatchesHeldAtATimeAreNotOneMemory()
    {
        var loader = Loader(new BatchLoaderOptions { BatchSize = 20, Shuffle = false, StopStep = 4 });
        var held = loader.Batches().ToArray();

        Assert.Equal(4, held.Select(batch => batch.TracingBuffer).Distinct().Count());
        Assert.All(held, batch =>
        {
            var tracing = new float[batch.Tracing(0).Length];
            _dataset.Read(batch.Indices[19], tracing);
            Assert.Equal(tracing, batch.Tracing(19).ToArray());
        });
        Array.ForEach(held, batch => batch.Dispose());
        Assert.Throws<ObjectDisposedException>(() => held[0].TracingBuffer);
    }

    [Fact]
    public void ImpossibleOptionsAreAllListed()
    {
        var error = Assert.Throws<SpecException>(() => Loader(new BatchLoaderOptions { BatchSize = 0, StartStep = -1, Prefetch = 0, Workers = 0, StopStep = -5 }));

        Assert.Equal(5, error.Problems.Count);
        Assert.Throws<ArgumentException>(() => new BatchLoader(_dataset, [], new BatchLoaderOptions()));
    }

    private BatchLoader Loader(BatchLoaderOptions options) => new(_dataset, [.. Enumerable.Range(0, 103)], options);

    private List<(long Step, int[] Indices, float[] Tracings, float[] Labels)> Collect(BatchLoaderOptions options)
    {
        var collected = new List<(long, int[], float[], float[])>();
        foreach (var batch in Loader(options).Batches())
        {
            using (batch)
            {
                collected.Add((batch.Step, [.. batch.Indices], batch.Tracings.ToArray(), batch.Labels.ToArray()));
            }
        }

        return collected;
    }
}
