using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

public sealed class ScopeTests
{
    [Fact]
    public void A_scope_releases_what_was_made_in_it_and_nothing_else()
    {
        using var before = ones(1);
        Tensor inside, moved, detached;
        using (var outer = NewDisposeScope())
        {
            using (var scope = NewDisposeScope())
            {
                inside = ones(2);
                moved = (inside + 1).MoveToOuterDisposeScope();
                detached = (inside + 2).DetachFromDisposeScope();
                Assert.True(scope.Contains(inside));
                Assert.False(scope.Contains(moved));
            }

            Assert.True(inside.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }

        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        Assert.False(before.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void A_scope_keeps_hands_over_and_takes_in()
    {
        using var first = NewDisposeScope();
        var loose = ones(1).DetachFromDisposeScope();
        using var second = NewDisposeScope();
        var kept = ones(1);
        var dropped = ones(1);

        second.DisposeEverythingBut(kept);
        Assert.True(dropped.IsInvalid);
        Assert.False(kept.IsInvalid);

        second.Attach(loose);
        second.MoveToOther(first, kept);
        Assert.True(first.Contains(kept));
        Assert.Equal(1, second.DisposablesCount);
        Assert.Same(loose, Assert.Single(second.DisposablesView));

        second.Dispose();
        Assert.True(loose.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => second.Attach(kept));
        Assert.Same(first, CurrentDisposeScope);
    }

    [Fact]
    public void Statistics_count_what_this_thread_made_and_released()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        var loose = ones(1);
        using (NewDisposeScope())
        {
            _ = ones(1) + 1;
            Assert.Equal(3, statistics.ThreadTotalLiveCount);
        }

        loose.Dispose();
        Assert.Equal(2, statistics.CreatedInScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Exceptions_and_every_kind_of_operator_leave_no_tensor_behind()
    {
        Collect();
        var before = Tensor.TotalCount;
        using (NewDisposeScope())
        {
            for (var i = 0; i < 50; i++)
            {
                var x = rand(8, 8, requires_grad: true);
                _ = x.split(1).Concat(x.unbind(1)).ToArray();
                _ = x.max(1);
                _ = x[1.., TensorIndex.Tensor(tensor([0L, 3]))];
                x[0, 0].Dispose();
                Assert.ThrowsAny<Exception>(() => x.matmul(ones(3)));
                Assert.ThrowsAny<Exception>(() => x[1.., 99]);
                x.exp().sum().backward();
                _ = x.grad;
            }
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void The_collector_releases_what_nobody_did()
    {
        Collect();
        var before = Tensor.TotalCount;
        Abandon();
        Collect();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public async Task Scopes_modes_and_operators_of_threads_are_independent()
    {
        using var scope = NewDisposeScope();
        var before = Tensor.TotalCount;
        var workers = Enumerable.Range(0, 4).Select(worker => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    using var own = NewDisposeScope();
                    using var mode = worker % 2 == 0 ? no_grad() : enable_grad();
                    var x = full(32, (double)worker, requires_grad: true);
                    var y = (x * 2).sum();
                    Assert.Equal(worker % 2 != 0, y.requires_grad);
                    Assert.Equal(64.0 * worker, y.ToDouble());
                    if (y.requires_grad)
                    {
                        y.backward();
                        Assert.Equal(2f, x.grad![0].item<float>());
                    }

                    Assert.ThrowsAny<Exception>(() => x.matmul(ones(worker + 1)));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));

        await Task.WhenAll(workers);

        Assert.True(is_grad_enabled());
        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Abandon()
    {
        for (var i = 0; i < 20; i++)
        {
            _ = ones(100_000) + i;
        }
    }

    private static void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
