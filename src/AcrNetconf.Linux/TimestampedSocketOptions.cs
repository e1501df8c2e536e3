namespace AcrNetconf.Linux;

/// <summary>How a <see cref="TimestampedSocket"/> starts; everything but the key can be changed while it runs.</summary>
public sealed record TimestampedSocketOptions
{
    public required SocketKey Key { get; init; }

    /// <summary>Default software. Hardware stamps also need the device switched on: <see cref="TimestampingProbe.EnableHardware"/>.</summary>
    public TimestampMode Mode { get; init; }

    /// <summary>Differentiated services code point, 0..63; default 0.</summary>
    public byte Dscp { get; init; }

    /// <summary>TTL or hop limit, 1..255; default 64.</summary>
    public byte TimeToLive { get; init; } = 64;

    /// <summary>Event port of the peers; default the local event port.</summary>
    public int? PeerEventPort { get; init; }

    /// <summary>General port of the peers; default the local general port.</summary>
    public int? PeerGeneralPort { get; init; }

    /// <summary>How long packets may gather once some have come, to be taken together; default zero. Timers of the sink and wake-ups end it.</summary>
    /// <remarks>Stamps are the kernel's, so this costs latency and no accuracy.</remarks>
    public TimeSpan Gather { get; init; }

    /// <summary>Use the kernel's counter for transmit stamps even where explicit keys are supported; for tests of the older method.</summary>
    public bool ForceCounterKeys { get; init; }
}
