using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Platform;

/// <summary>A transition worth a notification. Closed family: every case is nested here.</summary>
/// <param name="At">When, on the monotonic clock handed to the handler that caused it.</param>
public abstract record PtpEvent(MonotonicTime At)
{

    /// <summary>The negotiation state of a server changed.</summary>
    public sealed record NegotiationChanged(MonotonicTime At, byte ServerId, NegotiationState From, NegotiationState To, NegotiationError Reason) : PtpEvent(At);

    /// <summary>A packet timing signal fail was raised or cleared (G.8265.1 §6.7.3.2).</summary>
    public sealed record PtsfChanged(MonotonicTime At, byte ServerId, PtsfTypes Type, AlarmState State) : PtpEvent(At);

    /// <summary>Another server, or none (null), is traced.</summary>
    public sealed record TraceSourceChanged(MonotonicTime At, byte? From, byte? To, TraceCause Cause) : PtpEvent(At);

    /// <summary>Clock recovery changed state.</summary>
    public sealed record ServoChanged(MonotonicTime At, ServoState From, ServoState To) : PtpEvent(At);

    /// <summary>A unicast contract changed state.</summary>
    public sealed record ContractChanged(MonotonicTime At, byte ServerId, MessageType Message, ContractState From, ContractState To, ContractCause Cause) : PtpEvent(At);

    /// <summary>A server sends more than twice the granted rate, or has stopped doing so; the surplus is dropped.</summary>
    public sealed record RateExceeded(MonotonicTime At, byte ServerId, MessageType Message, AlarmState State) : PtpEvent(At);

    /// <summary>A configured server speaks in another domain: the configurations do not agree.</summary>
    public sealed record DomainMismatch(MonotonicTime At, byte ServerId, byte ReceivedDomain) : PtpEvent(At);

    /// <summary>The origin time in a server's Sync stood still for three seconds, or moves again.</summary>
    public sealed record TimestampUnchanged(MonotonicTime At, byte ServerId, AlarmState State) : PtpEvent(At);

    /// <summary>None of the configured servers can be traced, or one can again.</summary>
    public sealed record AllServersUnreachable(MonotonicTime At, AlarmState State) : PtpEvent(At);
}
