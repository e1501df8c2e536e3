namespace AcrNetconf.Ptp.Datasets;

/// <summary>Message counters of one server.</summary>
public sealed record PacketStatistics
{
    public long ReceivedAnnounce { get; init; }

    public long ReceivedSync { get; init; }

    public long ReceivedFollowUp { get; init; }

    public long ReceivedDelayResp { get; init; }

    public long ReceivedSignaling { get; init; }

    public long SentSignaling { get; init; }

    public long SentDelayReq { get; init; }

    /// <summary>Event messages whose transmit timestamp never came.</summary>
    public long MissingTransmitTimestamps { get; init; }

    /// <summary>Datagrams the host refused to send.</summary>
    public long SendFailures { get; init; }

    /// <summary>Samples handed to the servo.</summary>
    public long ForwardSamples { get; init; }

    public long ReverseSamples { get; init; }

    /// <summary>Reasons that occurred, in order of <see cref="DropReason"/>.</summary>
    public EquatableArray<DropCount> Drops { get; init; }

    /// <summary>Drops for one reason.</summary>
    public long DroppedFor(DropReason reason)
    {
        foreach (DropCount drop in Drops.AsSpan())
        {
            if (drop.Reason == reason)
            {
                return drop.Count;
            }
        }

        return 0;
    }
}
