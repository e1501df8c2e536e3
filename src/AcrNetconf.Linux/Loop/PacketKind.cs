namespace AcrNetconf.Linux.Loop;

/// <summary>What an entry of a <see cref="PacketQueue"/> is.</summary>
internal enum PacketKind
{
    /// <summary>A received datagram.</summary>
    Datagram,

    /// <summary>A transmit stamp.</summary>
    Transmitted,

    /// <summary>A transmit stamp that will not come.</summary>
    Missing,
}
