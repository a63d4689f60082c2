using System.Globalization;

namespace EcgScaling.Training.Distributed;

/// <summary>Reads a process's place from what launchers set.</summary>
internal static class LaunchEnvironment
{
    private const int FirstSlurmPort = 20_000;
    private const int SlurmPorts = 10_000;

    public static ProcessWorld Read(Func<string, string?> variable)
    {
        var problems = new List<string>();
        var reader = new Reader(name => variable(name) is { Length: > 0 } value ? value : null, problems);
        var world = reader.Has("RANK") || reader.Has("WORLD_SIZE") ? Torchrun(reader)
            : reader.Has("SLURM_PROCID") && IsSlurmStep(reader) ? Slurm(reader)
            : ProcessWorld.Alone;
        SpecException.ThrowIfAny("The environment of a data parallel process", problems);
        world.Validate();
        return world;
    }

    private static ProcessWorld Torchrun(Reader reader)
    {
        const string fix = "set both, as torchrun does, or unset both for one process alone.";
        reader.Require("RANK", fix);
        reader.Require("WORLD_SIZE", fix);
        var (rank, size) = (reader.Number("RANK"), reader.Number("WORLD_SIZE"));
        if (size > 1)
        {
            reader.Require("MASTER_ADDR", "set it to the machine of process 0, 127.0.0.1 when all run here.");
            reader.Require("MASTER_PORT", "set it to a port that is free on the machine of process 0, for example 29500.");
        }

        return new ProcessWorld
        {
            Rank = rank,
            Size = size,
            LocalRank = reader.Has("LOCAL_RANK") ? reader.Number("LOCAL_RANK") : rank,
            MasterAddress = reader["MASTER_ADDR"] ?? ProcessWorld.Alone.MasterAddress,
            MasterPort = reader.Has("MASTER_PORT") ? reader.Number("MASTER_PORT") : ProcessWorld.Alone.MasterPort,
            LauncherListens = string.Equals(reader["TORCHELASTIC_USE_AGENT_STORE"], "True", StringComparison.OrdinalIgnoreCase),
            Attempt = reader.Has("TORCHELASTIC_RESTART_COUNT") ? reader.Number("TORCHELASTIC_RESTART_COUNT") : 0,
        };
    }

    /// <summary>
    /// A batch script has SLURM_PROCID and SLURM_NTASKS too, but it is one process: only srun starts one for each task, and says so. Without
    /// SLURM_JOB_ID nobody's job is at stake, and the variables mean what they say.
    /// </summary>
    private static bool IsSlurmStep(Reader reader) =>
        reader.Has("SLURM_STEP_ID") || reader.Has("SLURM_STEP_NUM_TASKS") || reader.Has("SLURM_LAUNCH_NODE_IPADDR") || !reader.Has("SLURM_JOB_ID");

    private static ProcessWorld Slurm(Reader reader)
    {
        var tasks = reader.Has("SLURM_STEP_NUM_TASKS") ? "SLURM_STEP_NUM_TASKS" : "SLURM_NTASKS";
        reader.Require(tasks, "start the processes with srun --ntasks=N.");
        var size = reader.Number(tasks);
        if (size > 1)
        {
            reader.Require("SLURM_LOCALID", "start the processes with srun.");
        }

        var address = reader["MASTER_ADDR"] ?? FirstNode(reader) ?? reader["SLURM_LAUNCH_NODE_IPADDR"];
        if (size > 1 && address is null)
        {
            reader.Problems.Add("none of MASTER_ADDR, SLURM_STEP_NODELIST, SLURM_JOB_NODELIST, SLURM_NODELIST and SLURM_LAUNCH_NODE_IPADDR is set; start the processes with srun, or set MASTER_ADDR to the machine of process 0.");
        }

        return new ProcessWorld
        {
            Rank = reader.Number("SLURM_PROCID"),
            Size = size,
            LocalRank = reader.Has("SLURM_LOCALID") ? reader.Number("SLURM_LOCALID") : 0,
            MasterAddress = address ?? ProcessWorld.Alone.MasterAddress,
            // Steps of one job may run side by side on one machine: each takes its own port.
            MasterPort = reader.Has("MASTER_PORT") ? reader.Number("MASTER_PORT")
                : FirstSlurmPort + (int)((reader.Identifier("SLURM_JOB_ID") + (97 * reader.Identifier("SLURM_STEP_ID"))) % SlurmPorts),
        };
    }

    private static string? FirstNode(Reader reader)
    {
        foreach (var name in new[] { "SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST", "SLURM_NODELIST" })
        {
            if (reader[name] is { } list)
            {
                var first = SlurmNodeList.First(list);
                if (first is null)
                {
                    reader.Problems.Add($"{name} is '{list}', which is no list of nodes such as 'node[01-04],gpu7'; set MASTER_ADDR to the machine of process 0.");
                }

                return first;
            }
        }

        return null;
    }

    private sealed class Reader(Func<string, string?> variable, List<string> problems)
    {
        public List<string> Problems => problems;

        public string? this[string name] => variable(name);

        public bool Has(string name) => variable(name) is not null;

        public void Require(string name, string fix)
        {
            if (!Has(name))
            {
                problems.Add($"{name} is not set; {fix}");
            }
        }

        public int Number(string name)
        {
            if (variable(name) is not { } text)
            {
                return 0;
            }

            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                problems.Add($"{name} is '{text}'; it is a whole number, zero or more.");
            }

            return number;
        }

        public long Identifier(string name) => long.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
