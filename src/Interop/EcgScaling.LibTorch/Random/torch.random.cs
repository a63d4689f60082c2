using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generators of all devices and gives the CPU's.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <summary>Seeds the default CPU generator with a number nobody can foresee, and says which.</summary>
    public static long seed() => random.seed();

    /// <summary>The seed the default CPU generator started from.</summary>
    public static long initial_seed() => random.initial_seed();

    /// <summary>The default CPU generator's state as a byte tensor.</summary>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <summary>Continues the default CPU generator from a state of <see cref="get_rng_state"/>.</summary>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>The default random streams.</summary>
    public static class random
    {
        /// <summary>Seeds the default generators of all devices and gives the CPU's.</summary>
        public static Generator manual_seed(long seed)
        {
            LibTorchRuntime.EnsureLoaded();
            LibTorchRuntime.Check(ShimMethods.egs_manual_seed(unchecked((ulong)seed)));
            return Generator.Default;
        }

        /// <summary>Seeds the default CPU generator with a number nobody can foresee, and says which.</summary>
        public static long seed()
        {
            using var generator = Generator.Default;
            return generator.seed();
        }

        /// <summary>The seed the default CPU generator started from.</summary>
        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        /// <summary>The default CPU generator's state as a byte tensor.</summary>
        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        /// <summary>Continues the default CPU generator from a state of <see cref="get_rng_state"/>.</summary>
        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
