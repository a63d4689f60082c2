namespace EcgScaling.Training.Distributed;

public sealed class ProcessWorldTests
{
    private static readonly (string, string)[] Torchrun =
        [("RANK", "3"), ("WORLD_SIZE", "8"), ("LOCAL_RANK", "1"), ("MASTER_ADDR", "node7"), ("MASTER_PORT", "29511")];

    private static readonly (string, string)[] Slurm =
        [("SLURM_JOB_ID", "123456"), ("SLURM_STEP_ID", "0"), ("SLURM_PROCID", "5"), ("SLURM_NTASKS", "8"), ("SLURM_LOCALID", "1"), ("SLURM_NODELIST", "gpu[03-06]")];

    [Fact]
    public void An_empty_environment_is_one_process() => Assert.Equal(ProcessWorld.Alone, Read());

    [Fact]
    public void Torchruns_variables_are_read()
    {
        var world = Read(Torchrun);
        Assert.Equal(new ProcessWorld { Rank = 3, Size = 8, LocalRank = 1, MasterAddress = "node7", MasterPort = 29511 }, world);
        Assert.True(world.IsParallel);
    }

    [Fact]
    public void The_store_of_torchruns_agent_is_joined_not_made()
    {
        var world = Read([.. Torchrun, ("TORCHELASTIC_USE_AGENT_STORE", "True"), ("TORCHELASTIC_RESTART_COUNT", "2")]);
        Assert.True(world.LauncherListens);
        Assert.Equal(2, world.Attempt);
    }

    [Theory]
    [InlineData("RANK")]
    [InlineData("WORLD_SIZE")]
    [InlineData("MASTER_ADDR")]
    [InlineData("MASTER_PORT")]
    public void A_half_set_environment_says_what_is_missing(string missing)
    {
        var error = Assert.Throws<SpecException>(() => Read([.. Torchrun.Where(item => item.Item1 != missing)]));
        Assert.Contains($"{missing} is not set", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RANK", "8", "Rank is 8; it lies between 0 and 7")]
    [InlineData("RANK", "-1", "RANK is '-1'; it is a whole number")]
    [InlineData("WORLD_SIZE", "two", "WORLD_SIZE is 'two'")]
    [InlineData("MASTER_PORT", "70000", "MasterPort is 70000")]
    public void Values_out_of_range_are_named(string name, string value, string message)
    {
        var error = Assert.Throws<SpecException>(() => Read([.. Torchrun.Where(item => item.Item1 != name), (name, value)]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_world_of_one_needs_no_meeting_point() => Assert.False(Read([("RANK", "0"), ("WORLD_SIZE", "1")]).IsParallel);

    [Fact]
    public void Sruns_variables_are_read_and_the_first_node_is_the_meeting_point()
    {
        var world = Read(Slurm);
        Assert.Equal((5, 8, 1, "gpu03"), (world.Rank, world.Size, world.LocalRank, world.MasterAddress));
        Assert.Equal(world.MasterPort, Read([.. Slurm.Where(item => item.Item1 != "SLURM_PROCID"), ("SLURM_PROCID", "2")]).MasterPort);
        Assert.NotEqual(world.MasterPort, Read([.. Slurm.Where(item => item.Item1 != "SLURM_STEP_ID"), ("SLURM_STEP_ID", "1")]).MasterPort);
        Assert.Equal("head", Read([.. Slurm, ("MASTER_ADDR", "head")]).MasterAddress);
        Assert.Equal("10.0.0.4", Read([.. Slurm.Where(item => item.Item1 != "SLURM_NODELIST"), ("SLURM_LAUNCH_NODE_IPADDR", "10.0.0.4")]).MasterAddress);
    }

    [Fact]
    public void A_steps_own_number_of_tasks_counts_before_the_jobs() => Assert.Equal(6, Read([.. Slurm, ("SLURM_STEP_NUM_TASKS", "6")]).Size);

    [Fact]
    public void A_batch_script_is_one_process_although_its_job_has_several_tasks() =>
        Assert.Equal(ProcessWorld.Alone, Read([.. Slurm.Where(item => item.Item1 != "SLURM_STEP_ID")]));

    [Theory]
    [InlineData("SLURM_NTASKS")]
    [InlineData("SLURM_LOCALID")]
    public void A_half_set_step_says_what_is_missing(string missing)
    {
        var error = Assert.Throws<SpecException>(() => Read([.. Slurm.Where(item => item.Item1 != missing)]));
        Assert.Contains($"{missing} is not set", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu[01-03,7],login1", "gpu01")]
    [InlineData("login1,gpu[01-03]", "login1")]
    [InlineData("rack[2-3]n[5,8]", "rack2n5")]
    [InlineData("node.local", "node.local")]
    [InlineData("gpu[7]-ib", "gpu7-ib")]
    [InlineData("gpu[01-03", null)]
    [InlineData("gpu]", null)]
    [InlineData(",gpu", null)]
    public void The_first_node_of_a_list_is_found(string list, string? first) => Assert.Equal(first, SlurmNodeList.First(list));

    [Fact]
    public void Torchruns_variables_win_over_slurms() => Assert.Equal(3, Read([.. Slurm, .. Torchrun]).Rank);

    [Fact]
    public void What_is_handed_to_a_process_is_what_it_reads()
    {
        var places = ProcessWorld.OnThisMachine(3);
        Assert.Equal([0, 1, 2], places.Select(place => place.Rank));
        Assert.All(places, place => Assert.Equal(place, Read([.. place.ToEnvironment().Select(item => (item.Key, item.Value))])));
    }

    private static ProcessWorld Read(params (string Name, string Value)[] variables)
    {
        var set = variables.ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);
        return LaunchEnvironment.Read(set.GetValueOrDefault);
    }
}
