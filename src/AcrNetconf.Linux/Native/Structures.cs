using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AcrNetconf.Linux.Native;

// Kernel structures of the 64-bit ABI, shared by x86-64 and arm64. Offsets are explicit so that a test can hold each against the header files.

/// <summary>struct timespec.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Timespec
{
    [FieldOffset(0)] public long Seconds;
    [FieldOffset(8)] public long Nanoseconds;

    public readonly long TotalNanoseconds => (Seconds * 1_000_000_000) + Nanoseconds;
}

/// <summary>struct timex, the argument of clock_adjtime. Frequency is in units of 2^-16 ppm.</summary>
[StructLayout(LayoutKind.Explicit, Size = 208)]
internal struct Timex
{
    [FieldOffset(0)] public uint Modes;
    [FieldOffset(8)] public long Offset;
    [FieldOffset(16)] public long Frequency;
    [FieldOffset(40)] public int Status;
    [FieldOffset(64)] public long Tolerance;
    [FieldOffset(72)] public long TimeSeconds;
    [FieldOffset(80)] public long TimeFraction;
    [FieldOffset(88)] public long Tick;
    [FieldOffset(160)] public int TaiOffset;
}

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct PollDescriptor
{
    [FieldOffset(0)] public int FileDescriptor;
    [FieldOffset(4)] public short Events;
    [FieldOffset(6)] public short Returned;
}

/// <summary>struct iovec.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct IoVector
{
    [FieldOffset(0)] public nint Base;
    [FieldOffset(8)] public nuint Length;
}

/// <summary>struct msghdr.</summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal struct MessageHeader
{
    [FieldOffset(0)] public nint Name;
    [FieldOffset(8)] public uint NameLength;
    [FieldOffset(16)] public nint Vectors;
    [FieldOffset(24)] public nuint VectorCount;
    [FieldOffset(32)] public nint Control;
    [FieldOffset(40)] public nuint ControlLength;
    [FieldOffset(48)] public int Flags;
}

/// <summary>struct mmsghdr: one message of a batch and the octets received.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct BatchedMessage
{
    [FieldOffset(0)] public MessageHeader Header;
    [FieldOffset(56)] public uint Length;
}

/// <summary>struct hwtstamp_config.</summary>
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal struct HardwareTimestampConfig
{
    [FieldOffset(0)] public int Flags;
    [FieldOffset(4)] public int TransmitType;
    [FieldOffset(8)] public int ReceiveFilter;
}

/// <summary>struct ifreq with a pointer or an integer in its union.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct InterfaceRequest
{
    [FieldOffset(0)] public InterfaceName Name;
    [FieldOffset(16)] public nint Data;
    [FieldOffset(16)] public int Index;
}

/// <summary>IFNAMSIZ octets, zero-terminated.</summary>
[InlineArray(16)]
internal struct InterfaceName
{
    private byte _first;
}

/// <summary>struct ethtool_ts_info.</summary>
[StructLayout(LayoutKind.Explicit, Size = 44)]
internal struct EthtoolTimestampInfo
{
    [FieldOffset(0)] public uint Command;
    [FieldOffset(4)] public uint SocketTimestamping;
    [FieldOffset(8)] public int PhcIndex;
    [FieldOffset(12)] public uint TransmitTypes;
    [FieldOffset(28)] public uint ReceiveFilters;
}

/// <summary>struct ethtool_drvinfo; only the driver's name is read.</summary>
[StructLayout(LayoutKind.Explicit, Size = 196)]
internal struct EthtoolDriverInfo
{
    [FieldOffset(0)] public uint Command;
    [FieldOffset(4)] public DriverName Driver;
}

/// <summary>Driver name, 32 octets, zero-terminated.</summary>
[InlineArray(32)]
internal struct DriverName
{
    private byte _first;
}

/// <summary>struct ptp_clock_caps.</summary>
[StructLayout(LayoutKind.Explicit, Size = 80)]
internal struct PtpClockCaps
{
    [FieldOffset(0)] public int MaximumAdjustmentPpb;
    [FieldOffset(16)] public int PulsePerSecond;
    [FieldOffset(24)] public int CrossTimestamping;
    [FieldOffset(28)] public int AdjustPhase;
}

/// <summary>struct ifaddrs up to the address.</summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal struct InterfaceAddressEntry
{
    [FieldOffset(0)] public nint Next;
    [FieldOffset(8)] public nint Name;
    [FieldOffset(16)] public uint Flags;
    [FieldOffset(24)] public nint Address;
}
