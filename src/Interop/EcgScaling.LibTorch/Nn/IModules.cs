namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module of one input. <see cref="call"/> runs the hooks and the forward computation.</summary>
        /// <typeparam name="T">Input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public interface IModule<T, TResult>
        {
            /// <summary>Runs the module with its hooks.</summary>
            /// <param name="input1">Input.</param>
            TResult call(T input1);
        }

        /// <summary>A module of two inputs.</summary>
        /// <typeparam name="T1">First input.</typeparam>
        /// <typeparam name="T2">Second input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Runs the module with its hooks.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module of three inputs.</summary>
        /// <typeparam name="T1">First input.</typeparam>
        /// <typeparam name="T2">Second input.</typeparam>
        /// <typeparam name="T3">Third input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public interface IModule<T1, T2, T3, TResult>
        {
            /// <summary>Runs the module with its hooks.</summary>
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module of four inputs.</summary>
        /// <typeparam name="T1">First input.</typeparam>
        /// <typeparam name="T2">Second input.</typeparam>
        /// <typeparam name="T3">Third input.</typeparam>
        /// <typeparam name="T4">Fourth input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public interface IModule<T1, T2, T3, T4, TResult>
        {
            /// <summary>Runs the module with its hooks.</summary>
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4);
        }

        /// <summary>A module of five inputs.</summary>
        /// <typeparam name="T1">First input.</typeparam>
        /// <typeparam name="T2">Second input.</typeparam>
        /// <typeparam name="T3">Third input.</typeparam>
        /// <typeparam name="T4">Fourth input.</typeparam>
        /// <typeparam name="T5">Fifth input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public interface IModule<T1, T2, T3, T4, T5, TResult>
        {
            /// <summary>Runs the module with its hooks.</summary>
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);
        }

        /// <summary>A module of six inputs.</summary>
        /// <typeparam name="T1">First input.</typeparam>
        /// <typeparam name="T2">Second input.</typeparam>
        /// <typeparam name="T3">Third input.</typeparam>
        /// <typeparam name="T4">Fourth input.</typeparam>
        /// <typeparam name="T5">Fifth input.</typeparam>
        /// <typeparam name="T6">Sixth input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public interface IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            /// <summary>Runs the module with its hooks.</summary>
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);
        }
    }
}
