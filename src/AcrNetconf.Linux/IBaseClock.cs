namespace AcrNetconf.Linux;

/// <summary>A free-running clock a <see cref="VirtualClock"/> disciplines in software; it is read and never touched.</summary>
internal interface IBaseClock : IDisposable
{
    TimestampMode Stamps { get; }

    /// <summary>The base's name after "virtual", or empty.</summary>
    string Suffix { get; }

    long Read();

    /// <summary>The stamp on this clock, or 0 when it has none.</summary>
    long Select(in PacketTimestamp timestamp);
}
