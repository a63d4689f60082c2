using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds, element by element, with broadcasting.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => Aten.AddTensor.Tensor(left, right);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => Aten.AddScalar.Tensor(left, right);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(Tensor left, int right) => Aten.AddScalar.Tensor(left, right);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(Tensor left, long right) => Aten.AddScalar.Tensor(left, right);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(Tensor left, float right) => Aten.AddScalar.Tensor(left, right);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(Tensor left, double right) => Aten.AddScalar.Tensor(left, right);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => Aten.AddScalar.Tensor(right, left);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(int left, Tensor right) => Aten.AddScalar.Tensor(right, left);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(long left, Tensor right) => Aten.AddScalar.Tensor(right, left);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(float left, Tensor right) => Aten.AddScalar.Tensor(right, left);

        /// <summary>Adds a number, element by element.</summary>
        public static Tensor operator +(double left, Tensor right) => Aten.AddScalar.Tensor(right, left);

        /// <summary>Multiplies, element by element, with broadcasting.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => Aten.MulTensor.Tensor(left, right);

        /// <summary>Multiplies a number, element by element.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => Aten.MulScalar.Tensor(left, right);

        /// <summary>Multiplies a number, element by element.</summary>
        public static Tensor operator *(Tensor left, int right) => Aten.MulScalar.Tensor(left, right);

        /// <summary>Multiplies a number, element by element.</summary>
        public static Tensor operator *(Tensor left, long right) => Aten.MulScalar.Tensor(left, right);

        /// <summary>Multiplies a number, element by element.</summary>
        public static Tensor operator *(Tensor left, float right) => Aten.MulScalar.Tensor(left, right);

        /// <summary>Multiplies a number, element by element.</summary>
        public static Tensor operator *(Tensor left, double right) => Aten.MulScalar.Tensor(left, right);

        /// <summary>Multiplies by a number, element by element.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => Aten.MulScalar.Tensor(right, left);

        /// <summary>Multiplies by a number, element by element.</summary>
        public static Tensor operator *(int left, Tensor right) => Aten.MulScalar.Tensor(right, left);

        /// <summary>Multiplies by a number, element by element.</summary>
        public static Tensor operator *(long left, Tensor right) => Aten.MulScalar.Tensor(right, left);

        /// <summary>Multiplies by a number, element by element.</summary>
        public static Tensor operator *(float left, Tensor right) => Aten.MulScalar.Tensor(right, left);

        /// <summary>Multiplies by a number, element by element.</summary>
        public static Tensor operator *(double left, Tensor right) => Aten.MulScalar.Tensor(right, left);

        /// <summary>Subtracts, element by element, with broadcasting.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => Aten.SubTensor.Tensor(left, right);

        /// <summary>Subtracts a number from every element.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => Aten.SubScalar.Tensor(left, right);

        /// <summary>Subtracts a number from every element.</summary>
        public static Tensor operator -(Tensor left, int right) => Aten.SubScalar.Tensor(left, right);

        /// <summary>Subtracts a number from every element.</summary>
        public static Tensor operator -(Tensor left, long right) => Aten.SubScalar.Tensor(left, right);

        /// <summary>Subtracts a number from every element.</summary>
        public static Tensor operator -(Tensor left, float right) => Aten.SubScalar.Tensor(left, right);

        /// <summary>Subtracts a number from every element.</summary>
        public static Tensor operator -(Tensor left, double right) => Aten.SubScalar.Tensor(left, right);

        /// <summary>Subtracts every element from a number.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Aten.RsubScalar.Tensor(right, left);

        /// <summary>Subtracts every element from a number.</summary>
        public static Tensor operator -(int left, Tensor right) => Aten.RsubScalar.Tensor(right, left);

        /// <summary>Subtracts every element from a number.</summary>
        public static Tensor operator -(long left, Tensor right) => Aten.RsubScalar.Tensor(right, left);

        /// <summary>Subtracts every element from a number.</summary>
        public static Tensor operator -(float left, Tensor right) => Aten.RsubScalar.Tensor(right, left);

        /// <summary>Subtracts every element from a number.</summary>
        public static Tensor operator -(double left, Tensor right) => Aten.RsubScalar.Tensor(right, left);

        /// <summary>Divides, element by element, with broadcasting.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => Aten.DivTensor.Tensor(left, right);

        /// <summary>Divides a number, element by element.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => Aten.DivScalar.Tensor(left, right);

        /// <summary>Divides a number, element by element.</summary>
        public static Tensor operator /(Tensor left, int right) => Aten.DivScalar.Tensor(left, right);

        /// <summary>Divides a number, element by element.</summary>
        public static Tensor operator /(Tensor left, long right) => Aten.DivScalar.Tensor(left, right);

        /// <summary>Divides a number, element by element.</summary>
        public static Tensor operator /(Tensor left, float right) => Aten.DivScalar.Tensor(left, right);

        /// <summary>Divides a number, element by element.</summary>
        public static Tensor operator /(Tensor left, double right) => Aten.DivScalar.Tensor(left, right);

        /// <summary>Divides a number by every element.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Over(left, right);

        /// <summary>Divides a number by every element.</summary>
        public static Tensor operator /(int left, Tensor right) => Over(left, right);

        /// <summary>Divides a number by every element.</summary>
        public static Tensor operator /(long left, Tensor right) => Over(left, right);

        /// <summary>Divides a number by every element.</summary>
        public static Tensor operator /(float left, Tensor right) => Over(left, right);

        /// <summary>Divides a number by every element.</summary>
        public static Tensor operator /(double left, Tensor right) => Over(left, right);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => Aten.RemainderTensor.Tensor(left, right);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => Aten.RemainderScalar.Tensor(left, right);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, int right) => Aten.RemainderScalar.Tensor(left, right);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, long right) => Aten.RemainderScalar.Tensor(left, right);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, float right) => Aten.RemainderScalar.Tensor(left, right);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, double right) => Aten.RemainderScalar.Tensor(left, right);

        /// <summary>The negative of every element.</summary>
        public static Tensor operator -(Tensor tensor) => Aten.Neg.Tensor(tensor);

        /// <summary>The bits of every element inverted; of truth values, the opposite.</summary>
        public static Tensor operator ~(Tensor left) => Aten.BitwiseNot.Tensor(left);

        /// <summary>Bitwise and of every pair.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => Aten.BitwiseAndTensor.Tensor(left, right);

        /// <summary>Bitwise or of every pair.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => Aten.BitwiseOrTensor.Tensor(left, right);

        /// <summary>Bitwise xor of every pair.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => Aten.BitwiseXorTensor.Tensor(left, right);

        private static Tensor Over(AtenArg number, Tensor divisor)
        {
            using var reciprocal = Aten.Reciprocal.Tensor(divisor);
            return Aten.MulScalar.Tensor(reciprocal, number);
        }
    }
}
