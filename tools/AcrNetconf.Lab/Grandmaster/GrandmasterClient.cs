using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>One client: its contracts and counters.</summary>
internal sealed class GrandmasterClient(PtpAddress address, ushort index)
{
    public PtpAddress Address => address;

    /// <summary>Tag in transmit ids.</summary>
    public ushort Index => index;

    public PortIdentity Port { get; set; }

    public GrandmasterContract Announce { get; } = new(MessageType.Announce);

    public GrandmasterContract Sync { get; } = new(MessageType.Sync);

    public GrandmasterContract DelayResp { get; } = new(MessageType.DelayResp);

    public SequenceId SignalingSequence { get; set; }

    public long Requests { get; set; }

    public long Denials { get; set; }

    public long CancelsReceived { get; set; }

    public long AcknowledgesReceived { get; set; }

    public long DelayRequests { get; set; }

    public MonotonicTime Deadline => MonotonicTime.Earlier(Announce.Due, Sync.Due);

    public GrandmasterContract? Find(MessageType message) => message switch
    {
        MessageType.Announce => Announce,
        MessageType.Sync => Sync,
        MessageType.DelayResp => DelayResp,
        _ => null,
    };



    public GrandmasterClientStatus ToStatus(MonotonicTime now) => new()
    {
        Address = address,
        Port = Port,
        AnnounceInterval = Announce.IsActive(now) ? Announce.Interval : null,
        SyncInterval = Sync.IsActive(now) ? Sync.Interval : null,
        DelayRespInterval = DelayResp.IsActive(now) ? DelayResp.Interval : null,
        Requests = Requests,
        Denials = Denials,
        CancelsReceived = CancelsReceived,
        AcknowledgesReceived = AcknowledgesReceived,
        DelayRequests = DelayRequests,
        AnnouncesSent = Announce.Sent,
        SyncsSent = Sync.Sent,
        DelayRespsSent = DelayResp.Sent,
    };
}
