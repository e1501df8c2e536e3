namespace AcrNetconf.Ptp.Datasets;

/// <summary>Live message counters of one server.</summary>
internal sealed class ServerCounters
{
    public DropCounters Drops { get; } = new();

    public long ReceivedAnnounce { get; set; }

    public long ReceivedSync { get; set; }

    public long ReceivedFollowUp { get; set; }

    public long ReceivedDelayResp { get; set; }

    public long ReceivedSignaling { get; set; }

    public long SentSignaling { get; set; }

    public long SentDelayReq { get; set; }

    public long MissingTransmitTimestamps { get; set; }

    public long SendFailures { get; set; }

    public long ForwardSamples { get; set; }

    public long ReverseSamples { get; set; }

    public void Drop(DropReason reason) => Drops.Add(reason);

    public void Reset()
    {
        Drops.Reset();
        ReceivedAnnounce = ReceivedSync = ReceivedFollowUp = ReceivedDelayResp = ReceivedSignaling = 0;
        SentSignaling = SentDelayReq = MissingTransmitTimestamps = SendFailures = ForwardSamples = ReverseSamples = 0;
    }

    public PacketStatistics ToStatistics() => new()
    {
        ReceivedAnnounce = ReceivedAnnounce,
        ReceivedSync = ReceivedSync,
        ReceivedFollowUp = ReceivedFollowUp,
        ReceivedDelayResp = ReceivedDelayResp,
        ReceivedSignaling = ReceivedSignaling,
        SentSignaling = SentSignaling,
        SentDelayReq = SentDelayReq,
        MissingTransmitTimestamps = MissingTransmitTimestamps,
        SendFailures = SendFailures,
        ForwardSamples = ForwardSamples,
        ReverseSamples = ReverseSamples,
        Drops = Drops.ToArray(),
    };
}
