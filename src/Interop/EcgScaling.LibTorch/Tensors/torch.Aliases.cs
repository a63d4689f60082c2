namespace TorchSharp;

public static partial class torch
{
    /// <summary>Another name of <c>abs</c>.</summary>
    public static Tensor absolute(Tensor input) => abs(input);

    /// <summary>Another name of <c>abs_</c>.</summary>
    public static Tensor absolute_(Tensor input) => abs_(input);

    /// <summary>Another name of <c>acos</c>.</summary>
    public static Tensor arccos(Tensor input) => acos(input);

    /// <summary>Another name of <c>acos_</c>.</summary>
    public static Tensor arccos_(Tensor input) => acos_(input);

    /// <summary>Another name of <c>acosh</c>.</summary>
    public static Tensor arccosh(Tensor input) => acosh(input);

    /// <summary>Another name of <c>acosh_</c>.</summary>
    public static Tensor arccosh_(Tensor input) => acosh_(input);

    /// <summary>Another name of <c>asin</c>.</summary>
    public static Tensor arcsin(Tensor input) => asin(input);

    /// <summary>Another name of <c>asin_</c>.</summary>
    public static Tensor arcsin_(Tensor input) => asin_(input);

    /// <summary>Another name of <c>asinh</c>.</summary>
    public static Tensor arcsinh(Tensor input) => asinh(input);

    /// <summary>Another name of <c>asinh_</c>.</summary>
    public static Tensor arcsinh_(Tensor input) => asinh_(input);

    /// <summary>Another name of <c>atan</c>.</summary>
    public static Tensor arctan(Tensor input) => atan(input);

    /// <summary>Another name of <c>atan_</c>.</summary>
    public static Tensor arctan_(Tensor input) => atan_(input);

    /// <summary>Another name of <c>atanh</c>.</summary>
    public static Tensor arctanh(Tensor input) => atanh(input);

    /// <summary>Another name of <c>atanh_</c>.</summary>
    public static Tensor arctanh_(Tensor input) => atanh_(input);

    /// <summary>Another name of <c>neg</c>.</summary>
    public static Tensor negative(Tensor input) => neg(input);

    /// <summary>Another name of <c>neg_</c>.</summary>
    public static Tensor negative_(Tensor input) => neg_(input);

    /// <summary>Another name of <c>trunc</c>.</summary>
    public static Tensor fix(Tensor input) => trunc(input);

    /// <summary>Another name of <c>trunc_</c>.</summary>
    public static Tensor fix_(Tensor input) => trunc_(input);
}
