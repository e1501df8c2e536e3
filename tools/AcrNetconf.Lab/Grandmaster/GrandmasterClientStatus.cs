using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>Snapshot of one client of the test grandmaster; an interval is null while nothing is granted.</summary>
public sealed record GrandmasterClientStatus
{
    public required PtpAddress Address { get; init; }

    public PortIdentity Port { get; init; }

    public LogInterval? AnnounceInterval { get; init; }

    public LogInterval? SyncInterval { get; init; }

    public LogInterval? DelayRespInterval { get; init; }

    public long Requests { get; init; }

    public long Denials { get; init; }

    public long CancelsReceived { get; init; }

    public long AcknowledgesReceived { get; init; }

    public long DelayRequests { get; init; }

    public long AnnouncesSent { get; init; }

    public long SyncsSent { get; init; }

    public long DelayRespsSent { get; init; }
}
