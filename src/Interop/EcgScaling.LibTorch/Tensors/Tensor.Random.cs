using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>1 with the probability that every element is, else 0.</summary>
        public Tensor bernoulli(Generator? generator = null) => Aten.Bernoulli.Tensor(this, generator);

        /// <summary>Sets every element to 1 with probability p, else to 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.BernoulliInPlaceFloat.InPlace(this, p, generator);

        /// <summary>Sets every element to 1 with the probability at its place in p, else to 0.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.BernoulliInPlaceTensor.InPlace(this, p, generator);

        /// <summary>Places drawn with the weights in the last dimension.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.Multinomial.Tensor(this, num_samples, replacement, generator);

        /// <summary>Poisson numbers with the means given.</summary>
        public Tensor poisson(Generator? generator = null) => Aten.Poisson.Tensor(this, generator);

        /// <summary>Sets every element to a normal random number.</summary>
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Aten.NormalInPlace.InPlace(this, mean, std, generator);

        /// <summary>Sets every element to a uniform random number in [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.UniformInPlace.InPlace(this, from, to, generator);

        /// <summary>Sets every element to an exponential random number.</summary>
        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => Aten.ExponentialInPlace.InPlace(this, lambda, generator);

        /// <summary>Sets every element to a number whose logarithm is normal.</summary>
        public Tensor log_normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Aten.LogNormalInPlace.InPlace(this, mean, std, generator);

        /// <summary>Sets every element to a Cauchy random number.</summary>
        public Tensor cauchy_(double median = 0.0, double sigma = 1.0, Generator? generator = null) =>
            Aten.CauchyInPlace.InPlace(this, median, sigma, generator);

        /// <summary>Sets every element to the number of trials until the first success.</summary>
        public Tensor geometric_(double p, Generator? generator = null) => Aten.GeometricInPlace.InPlace(this, p, generator);

        /// <summary>Sets every element to a whole random number in [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Aten.RandomInPlaceFrom.InPlace(this, checked((long)from), checked((long)to), generator);
    }
}
