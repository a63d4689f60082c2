using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private static readonly AtenOp SetData = new("aten::set_data");

            /// <summary>Converts floating-point parameters and buffers to a type.</summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            /// <summary>Moves parameters and buffers to a device.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);
                return this;
            }

            /// <summary>Moves parameters and buffers to a device and converts floating-point ones to a type.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                _toEpilog(dtype, device, non_blocking);
                return this;
            }

            /// <summary>Moves and converts parameters and buffers to the device and type of a tensor.</summary>
            public Module _to(Tensor other, bool non_blocking)
            {
                ArgumentNullException.ThrowIfNull(other);
                return _to(other.device, other.dtype, non_blocking);
            }

            /// <summary>Moves and converts what this module and all below hold; each parameter stays the same object and keeps its gradient.</summary>
            /// <param name="dtype">Type for floating-point tensors; null leaves it.</param>
            /// <param name="device">Device; null leaves it.</param>
            /// <param name="non_blocking">Copies from pinned memory may overlap with work on the host.</param>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                ThrowIfDisposed();
                if (dtype is { } wanted && !IsFloating(wanted))
                {
                    throw new ArgumentException($"A module can be converted to a floating-point type only, not to {wanted}.", nameof(dtype));
                }

                foreach (var (_, child) in named_children())
                {
                    _ = (device, dtype) switch
                    {
                        (null, { } type) => child._to(type, non_blocking),
                        ({ } place, null) => child._to(place.type, place.index, non_blocking),
                        ({ } place, { } type) => child._to(place, type, non_blocking),
                        _ => throw new ArgumentNullException(nameof(device), "Give a device, a type or both."),
                    };
                }

                using var quiet = no_grad();
                foreach (var parameter in _params.Values)
                {
                    MoveWithGradient(parameter, dtype, device, non_blocking);
                }

                foreach (var (tensor, _) in _namedBuffers.Values)
                {
                    Move(tensor, dtype, device, non_blocking);
                }

                if (device is not null)
                {
                    _deviceType = device.type;
                    _deviceIndex = device.index;
                }
            }

            private static void MoveWithGradient(Tensor parameter, ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (!MustMove(parameter, dtype, device, out var type, out var place))
                {
                    return;
                }

                using var grad = parameter.grad;
                parameter.grad = null;
                Move(parameter, dtype, device, non_blocking);
                if (grad is not null)
                {
                    using var moved = grad.to(type, place, non_blocking: non_blocking);
                    parameter.grad = moved;
                }
            }

            // The tensor object stays and gets new data, as in PyTorch: whoever holds it (a tied layer, an optimizer) sees the move.
            private static void Move(Tensor tensor, ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (MustMove(tensor, dtype, device, out var type, out var place))
                {
                    using var moved = tensor.to(type, place, non_blocking: non_blocking);
                    SetData.Void(tensor, moved);
                }
            }

            private static bool MustMove(Tensor tensor, ScalarType? dtype, Device? device, out ScalarType type, out Device place)
            {
                type = dtype is { } wanted && IsFloating(tensor.dtype) ? wanted : tensor.dtype;
                place = device ?? tensor.device;
                return type != tensor.dtype || place.type != tensor.device_type || (place.index >= 0 && place.index != tensor.device_index);
            }

            private static bool IsFloating(ScalarType type) =>
                type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16;
        }
    }
}
