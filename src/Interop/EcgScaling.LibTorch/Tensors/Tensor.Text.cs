using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, type and device, e.g. <c>[32x12x4096], type = Float32, device = cpu</c>.</summary>
        public override string ToString() => IsInvalid
            ? "(released tensor)"
            : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Shape, type and device, or the elements themselves.</summary>
        /// <param name="disamb">True: the elements, numpy's way; of long dimensions the first and last three.</param>
        /// <param name="fltFormat">How numbers are written.</param>
        /// <param name="width">Not used: lines are as long as a row.</param>
        /// <param name="cultureInfo">Invariant unless given.</param>
        /// <param name="newLine">What ends a line.</param>
        public string ToString(bool disamb, string fltFormat = "g5", int width = 100, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (!disamb)
            {
                return ToString();
            }

            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var text = new StringBuilder(ToString()).Append(newLine ?? "\n");
            Append(text, detach().cpu(), 0, fltFormat, cultureInfo ?? CultureInfo.InvariantCulture, newLine ?? "\n");
            return text.ToString();
        }

        private static void Append(StringBuilder text, Tensor tensor, int depth, string format, CultureInfo culture, string newLine)
        {
            const int Shown = 3;
            if (tensor.Dimensions == 0)
            {
                text.Append(tensor.ToScalar() switch
                {
                    { Type: ScalarType.Bool } truth => truth.ToBoolean().ToString(),
                    var complex when torch.is_complex(complex.Type) => complex.ToComplexFloat64().ToString(format, culture),
                    var whole when !torch.is_floating_point(whole.Type) => whole.ToInt64().ToString(culture),
                    var real => real.ToDouble().ToString(format, culture),
                });
                return;
            }

            var size = tensor.shape[0];
            var separator = tensor.Dimensions == 1 ? " " : newLine + new string(' ', depth + 1);
            text.Append('[');
            for (long i = 0; i < size; i++)
            {
                if (i > 0)
                {
                    text.Append(separator);
                }

                if (size > 2 * Shown && i == Shown)
                {
                    text.Append("...");
                    i = size - Shown - 1;
                    continue;
                }

                using var part = tensor[i];
                Append(text, part, depth + 1, format, culture, newLine);
            }

            text.Append(']');
        }
    }
}
