using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp;

/// <summary>The unicast client: negotiates with every configured server, selects one, and feeds its timestamps to the servo.</summary>
public sealed class TelecomSlave
{
    private readonly IPtpActions _actions;
    private readonly IServo _servo;
    private readonly ClockIdentity _identity;
    private TelecomSlaveSettings _settings;

    /// <summary>Creates a client at rest; <see cref="Start"/> sets it going.</summary>
    public TelecomSlave(TelecomSlaveSettings settings, ClockIdentity identity, IServo servo, IPtpActions actions, Random random)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(random);
        _settings = settings;
        _identity = identity;
        _servo = servo;
        _actions = actions;
    }

    /// <summary>The settings in force.</summary>
    public TelecomSlaveSettings Settings => _settings;

    /// <summary>True once <see cref="Shutdown"/> has nothing left to wait for.</summary>
    public bool IsShutdownComplete => true;

    /// <summary>Begins negotiation; the first requests leave at the next <see cref="OnTimer"/>.</summary>
    public void Start(MonotonicTime now) => _actions.SetTimer(now);

    /// <summary>A datagram arrived. Any bytes; never throws, never allocates for timing packets.</summary>
    public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PtpInstant? receiveTimestamp, PtpChannel channel, MonotonicTime now)
    {
    }

    /// <summary>The transmit timestamp of an event message.</summary>
    public void OnTransmitted(TransmitId id, PtpInstant timestamp, MonotonicTime now)
    {
    }

    /// <summary>The transmit timestamp will not come: one sample is lost.</summary>
    public void OnTransmitTimestampMissing(TransmitId id, MonotonicTime now)
    {
    }

    /// <summary>The timer set through <see cref="IPtpActions.SetTimer"/> is due.</summary>
    public void OnTimer(MonotonicTime now)
    {
    }

    /// <summary>Applies new settings with the least disturbance; returns how much that was.</summary>
    /// <remarks>
    /// What the old configuration still has to say (CANCEL) is sent inside this call; nothing of the new one is sent before the next
    /// <see cref="OnTimer"/>. A shell that must replace its sockets does so right after this call.
    /// </remarks>
    public SettingsImpact OnReconfigured(TelecomSlaveSettings settings, MonotonicTime now)
    {
        _settings = settings;
        return SettingsImpact.None;
    }

    /// <summary>New servo tuning; the mode always follows <see cref="TelecomSlaveSettings.Mode"/>.</summary>
    public void OnServoReconfigured(ServoSettings settings) => _servo.Reconfigure(settings);

    /// <summary>The clock or the source of timestamps was replaced: old samples describe another clock.</summary>
    public void OnClockReplaced(MonotonicTime now)
    {
    }

    /// <summary>Cancels every grant and stops; drive timers and datagrams until <see cref="IsShutdownComplete"/> (at most three query intervals).</summary>
    public void Shutdown(MonotonicTime now)
    {
    }

    /// <summary>Operator: zero all counters of one server, or of all when null.</summary>
    public void ResetStatistics(byte? serverId)
    {
    }

    /// <summary>Operator: cancel and ask again, for one server or for all when null.</summary>
    public void Renegotiate(byte? serverId, MonotonicTime now)
    {
    }

    /// <summary>Operator: never select this server until cleared (G.8265.1 §6.8.1).</summary>
    public void Lockout(byte serverId, MonotonicTime now)
    {
    }

    /// <summary>Operator: undo <see cref="Lockout"/>.</summary>
    public void ClearLockout(byte serverId, MonotonicTime now)
    {
    }

    /// <summary>Operator: trace this server while it qualifies, whatever its rank. Returns false when it does not qualify.</summary>
    public bool ManualSwitch(byte serverId, MonotonicTime now) => false;

    /// <summary>Operator: back to automatic selection.</summary>
    public void ClearManualSwitch(MonotonicTime now)
    {
    }

    /// <summary>Operator: end wait-to-restore of one server, or of all when null, at once.</summary>
    public void ClearWaitToRestore(byte? serverId, MonotonicTime now)
    {
    }

    /// <summary>An immutable picture of everything, built now.</summary>
    public TelecomSlaveStatus GetStatus(MonotonicTime now) => new()
    {
        At = now,
        Identity = _identity,
        LocalAddress = _settings.LocalAddress,
        EffectiveDomain = _settings.EffectiveDomain,
        Servers = [],
        Servo = _servo.Status,
    };
}
