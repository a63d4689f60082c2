using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>Shapes without data.</summary>
    public static readonly Device META = new(DeviceType.META);

    private static Device s_defaultDevice = CPU;

    /// <summary>The current CUDA device.</summary>
    /// <exception cref="InvalidOperationException">This libtorch sees no CUDA device.</exception>
    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    /// <summary>A device from text such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public static Device device(string description) => InitializeDevice(new Device(description));

    /// <summary>A device from its kind in words and its number.</summary>
    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <summary>A device from its kind and number; -1 is the current one.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <summary>The CUDA device with the number given.</summary>
    public static Device device(int index) => new(DeviceType.CUDA, index);

    /// <summary>Where tensors go that are made without a device; the CPU unless set.</summary>
    public static Device get_default_device() => s_defaultDevice;

    /// <summary>Sets where tensors go that are made without a device.</summary>
    public static void set_default_device(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        s_defaultDevice = InitializeDevice(device);
    }

    /// <summary>Sets where tensors go that are made without a device.</summary>
    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Whether devices of this kind can be used here.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU or DeviceType.META => true,
        DeviceType.CUDA => cuda.is_available(),
        _ => false,
    };

    /// <summary>Throws unless devices of this kind can be used here.</summary>
    /// <exception cref="InvalidOperationException">They cannot.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException(
                $"Torch device type {deviceType} did not initialise on the current machine: libtorch {__version__} sees none. "
                + "For CUDA, install a libtorch built for it (set LIBTORCH and build again) and check the driver with nvidia-smi.");
        }
    }

    /// <summary>The device given, or the default one, once its kind is known to work.</summary>
    public static Device InitializeDevice(Device? device)
    {
        if (device is null)
        {
            return s_defaultDevice;
        }

        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>Where a tensor lives and is computed on.</summary>
    public class Device : IEquatable<Device>
    {
        /// <summary>A device from text such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var parts = description.Split(':');
            type = ParseType(parts[0], description);
            if (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                index = number;
            }
            else if (parts.Length != 1)
            {
                throw Unknown(description);
            }
        }

        /// <summary>A device from its kind in words and its number.</summary>
        public Device(string deviceType, int index = -1)
        {
            ArgumentNullException.ThrowIfNull(deviceType);
            type = ParseType(deviceType, deviceType);
            this.index = index;
        }

        /// <summary>A device from its kind and number; -1 is the current one.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The CUDA device with the number given.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; private set; } = DeviceType.CPU;

        /// <summary>The number of the device; -1 is the current one.</summary>
        public int index { get; private set; } = -1;

        internal long Packed => ((long)type << 32) | (uint)index;

        /// <summary>A device from text.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public bool Equals(Device? other) => other is not null && other.type == type && other.index == index;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Device);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(type, index);

        /// <summary>The device as PyTorch writes it, e.g. <c>cuda:0</c>.</summary>
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }

        internal static Device FromPacked(long packed) => packed == ((long)DeviceType.CPU << 32 | uint.MaxValue)
            ? CPU
            : new Device((DeviceType)(int)(packed >> 32), (int)packed);

        private static DeviceType ParseType(string name, string description) => name switch
        {
            "cpu" => DeviceType.CPU,
            "cuda" => DeviceType.CUDA,
            "meta" => DeviceType.META,
            "mps" => DeviceType.MPS,
            "hip" => DeviceType.HIP,
            "xla" => DeviceType.XLA,
            _ => throw Unknown(description),
        };

        private static ArgumentException Unknown(string description) =>
            new($"'{description}' is not a device: write cpu, cuda, cuda:N, mps, hip, xla or meta.", nameof(description));
    }
}
