using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Selection;

/// <summary>Whether one server may be selected: its PTSF conditions, wait-to-restore, lock-out and quality level.</summary>
internal sealed class ServerQualification(SlaveContext context, ServerSettingsHolder server)
{
    private readonly WaitToRestore _waitToRestore = new();

    public LossDetector Announce { get; } = new();

    public LossDetector Sync { get; } = new();

    public LossDetector DelayResp { get; } = new();

    public QualityTracker Quality { get; } = new();

    /// <summary>Delay variation beyond the limit for long enough.</summary>
    public bool IsUnusable { get; private set; }

    /// <summary>Locked out by an operator.</summary>
    public bool IsLockedOut { get; set; }

    /// <summary>At least one Announce since the start.</summary>
    public bool HasAnnounced { get; set; }

    /// <summary>At least one complete Sync since the start.</summary>
    public bool HasSynced { get; set; }

    /// <summary>The last verdict.</summary>
    public bool IsQualified { get; private set; }

    public PtsfTypes Ptsf =>
        (Announce.IsRaised ? PtsfTypes.LossAnnounce : 0)
        | (Sync.IsRaised ? PtsfTypes.LossSync : 0)
        | (DelayResp.IsRaised ? PtsfTypes.LossDelayResp : 0)
        | (IsUnusable ? PtsfTypes.Unusable : 0);

    /// <summary>True while Sync and Delay_Resp must keep coming from a server that is not traced, to see it recover.</summary>
    public bool NeedsTiming => (Ptsf & ~PtsfTypes.LossAnnounce) != 0 || _waitToRestore.IsRunning;

    public MonotonicTime WaitToRestoreDeadline => _waitToRestore.Deadline;

    public MonotonicTime Deadline
    {
        get
        {
            MonotonicTime losses = MonotonicTime.Earlier(Announce.Deadline, MonotonicTime.Earlier(Sync.Deadline, DelayResp.Deadline));
            return MonotonicTime.Earlier(losses, MonotonicTime.Earlier(Quality.Deadline, _waitToRestore.Deadline));
        }
    }

    private SelectionSettings Rules => context.Settings.Selection;

    public LossDetector Detector(MessageType message) => message switch
    {
        MessageType.Announce => Announce,
        MessageType.Sync => Sync,
        _ => DelayResp,
    };

    /// <summary>How long a message type may be silent: the configured time, never below two granted intervals.</summary>
    public TimeSpan Timeout(MessageType message, LogInterval granted)
    {
        PtsfSettings settings = context.Settings.Ptsf;
        if (message == MessageType.Announce)
        {
            return settings.AnnounceReceiptTimeout * granted.ToTimeSpan();
        }

        TimeSpan configured = message == MessageType.Sync ? settings.SyncReceiptTimeout : settings.DelayRespReceiptTimeout;
        TimeSpan least = 2 * granted.ToTimeSpan();
        return configured > least ? configured : least;
    }

    public void Report(PtsfTypes type, bool raised, MonotonicTime now)
    {
        context.NeedsEvaluation = true;
        context.Journal.Add(new PtpEvent.PtsfChanged(now, server.Id, type, raised ? AlarmState.Raised : AlarmState.Cleared));
    }

    public void SetUnusable(bool unusable, MonotonicTime now)
    {
        if (IsUnusable != unusable)
        {
            IsUnusable = unusable;
            Report(PtsfTypes.Unusable, unusable, now);
        }
    }

    /// <summary>Passes the verdict.</summary>
    /// <param name="isConnected">The contracts wanted are in force or still being asked for the first time.</param>
    public void Evaluate(bool isConnected, MonotonicTime now)
    {
        bool profile = context.Settings.FrequencyProfile;
        bool healthy = isConnected && HasAnnounced && Ptsf == PtsfTypes.None;
        bool restored = _waitToRestore.Evaluate(healthy, profile ? Rules.WaitToRestore : TimeSpan.Zero, now);
        IsQualified = restored && !IsLockedOut && (!profile || IsQualityGood());
    }

    /// <summary>Why a server that was selected no longer is.</summary>
    public TraceCause WhyNotQualified()
    {
        if (IsLockedOut || server.Current.AdminState == AdminState.Down)
        {
            return TraceCause.Lockout;
        }

        PtsfTypes ptsf = Ptsf;
        return ptsf switch
        {
            _ when (ptsf & PtsfTypes.LossAnnounce) != 0 => TraceCause.LossAnnounce,
            _ when (ptsf & PtsfTypes.LossSync) != 0 => TraceCause.LossSync,
            _ when (ptsf & PtsfTypes.LossDelayResp) != 0 => TraceCause.LossDelayResp,
            _ when (ptsf & PtsfTypes.Unusable) != 0 => TraceCause.Unusable,
            _ when context.Settings.FrequencyProfile && !IsQualityGood() => TraceCause.QualityLevel,
            _ => TraceCause.NegotiationFailed,
        };
    }

    public bool ClearWaitToRestore() => _waitToRestore.Clear();

    /// <summary>As new; an operator's lock-out stays.</summary>
    public void Reset()
    {
        Announce.Stop();
        Sync.Stop();
        DelayResp.Stop();
        Quality.Reset();
        _waitToRestore.Reset();
        IsUnusable = false;
        HasAnnounced = false;
        HasSynced = false;
        IsQualified = false;
    }

    private bool IsQualityGood()
    {
        QualityLevel level = Quality.Level(Rules.NetworkOption);
        if (!QualityLevels.IsUsable(level))
        {
            return false;
        }

        // A usable level implies that a class is known.
        return Rules.MinimumQuality is not { } minimum || Quality.Class!.Value.Value <= QualityLevels.ToClockClass(minimum, Rules.NetworkOption).Value;
    }
}
