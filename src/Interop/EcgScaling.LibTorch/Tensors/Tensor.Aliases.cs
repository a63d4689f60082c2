namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Another name of <c>abs</c>.</summary>
        public Tensor absolute() => abs();

        /// <summary>Another name of <c>abs_</c>.</summary>
        public Tensor absolute_() => abs_();

        /// <summary>Another name of <c>acos</c>.</summary>
        public Tensor arccos() => acos();

        /// <summary>Another name of <c>acos_</c>.</summary>
        public Tensor arccos_() => acos_();

        /// <summary>Another name of <c>acosh</c>.</summary>
        public Tensor arccosh() => acosh();

        /// <summary>Another name of <c>acosh_</c>.</summary>
        public Tensor arccosh_() => acosh_();

        /// <summary>Another name of <c>asin</c>.</summary>
        public Tensor arcsin() => asin();

        /// <summary>Another name of <c>asin_</c>.</summary>
        public Tensor arcsin_() => asin_();

        /// <summary>Another name of <c>asinh</c>.</summary>
        public Tensor arcsinh() => asinh();

        /// <summary>Another name of <c>asinh_</c>.</summary>
        public Tensor arcsinh_() => asinh_();

        /// <summary>Another name of <c>atan</c>.</summary>
        public Tensor arctan() => atan();

        /// <summary>Another name of <c>atan_</c>.</summary>
        public Tensor arctan_() => atan_();

        /// <summary>Another name of <c>atanh</c>.</summary>
        public Tensor arctanh() => atanh();

        /// <summary>Another name of <c>atanh_</c>.</summary>
        public Tensor arctanh_() => atanh_();

        /// <summary>Another name of <c>neg</c>.</summary>
        public Tensor negative() => neg();

        /// <summary>Another name of <c>neg_</c>.</summary>
        public Tensor negative_() => neg_();

        /// <summary>Another name of <c>trunc</c>.</summary>
        public Tensor fix() => trunc();

        /// <summary>Another name of <c>trunc_</c>.</summary>
        public Tensor fix_() => trunc_();
    }
}
