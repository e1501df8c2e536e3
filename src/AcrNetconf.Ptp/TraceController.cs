using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp;

/// <summary>Decides which server is traced, and does what changing it means.</summary>
internal sealed class TraceController(SlaveContext context, List<ServerInstance> servers, ServoDriver servo)
{
    private ServerCandidate[] _candidates = [];
    private MonotonicTime _graceEnd = MonotonicTime.Never;
    private byte? _lastTraced;

    /// <summary>Slot of the traced server, or null.</summary>
    public byte? Current { get; private set; }

    public TraceCause Cause { get; private set; } = TraceCause.Startup;

    public MonotonicTime Since { get; private set; }

    /// <summary>Slot chosen by hand, or null.</summary>
    public byte? Manual { get; private set; }

    public long Changes { get; private set; }

    /// <summary>There are active servers and none of them answers.</summary>
    public bool IsUnreachable { get; private set; }

    /// <summary>When the first selection no longer waits for better servers to answer.</summary>
    public MonotonicTime Deadline => Current is null ? _graceEnd : MonotonicTime.Never;

    /// <summary>Nothing is traced and nothing is known. A better server gets a moment to answer before a worse one is selected.</summary>
    public void Restart(TraceCause cause, MonotonicTime now)
    {
        if (Current is not null)
        {
            Move(null, cause, now);
        }

        Cause = cause;
        Since = now;
        _lastTraced = null;
        Manual = null;
        IsUnreachable = false;
        _graceEnd = now.PlusNanoseconds(Math.Min(10_000_000_000, (2 * context.Settings.Announce.Interval.Nanoseconds) + 1_000_000_000));
    }

    /// <summary>Chooses again; true when something changed.</summary>
    public bool Reselect(MonotonicTime now)
    {
        if (_candidates.Length != servers.Count)
        {
            _candidates = new ServerCandidate[servers.Count];
        }

        for (int index = 0; index < servers.Count; index++)
        {
            _candidates[index] = servers[index].ToCandidate();
        }

        if (Manual is { } manual && Find(manual)?.Qualification.IsQualified != true)
        {
            Manual = null;
        }

        byte? chosen = Choose(now);
        if (chosen == Current)
        {
            TrackReachability(now);
            return false;
        }

        Move(chosen, Explain(chosen), now);
        TrackReachability(now);
        return true;
    }

    public bool SwitchTo(byte serverId)
    {
        if (Find(serverId)?.Qualification.IsQualified != true)
        {
            return false;
        }

        Manual = serverId;
        return true;
    }

    public void ClearManual() => Manual = null;

    private ServerInstance? Find(byte? id)
    {
        foreach (ServerInstance server in servers)
        {
            if (server.Id == id)
            {
                return server;
            }
        }

        return null;
    }

    private byte? Choose(MonotonicTime now)
    {
        if (now >= _graceEnd)
        {
            _graceEnd = MonotonicTime.Never;
        }

        if (!context.Settings.FrequencyProfile)
        {
            return Manual ?? SeedSelection.Choose(_candidates, Current);
        }

        byte? chosen = TelecomSelection.Choose(_candidates, Current, Manual, context.Settings.Selection.Reversion);
        bool waits = Current is null && !_graceEnd.IsNever && HasPendingRival(chosen);
        return waits ? null : chosen;
    }

    // Only at the start: a server of better priority that has not answered yet would take over a second later anyway.
    private bool HasPendingRival(byte? chosen)
    {
        byte priority = Find(chosen)?.Settings.EffectivePriority ?? byte.MaxValue;
        foreach (ServerCandidate candidate in _candidates)
        {
            if (candidate.IsPending && candidate.Priority < priority)
            {
                return true;
            }
        }

        return false;
    }

    private TraceCause Explain(byte? chosen)
    {
        if (chosen is not null && chosen == Manual)
        {
            return TraceCause.ManualSwitch;
        }

        if (Current is null)
        {
            return _lastTraced is null ? TraceCause.FirstQualified : TraceCause.Restored;
        }

        return Find(Current) switch
        {
            null => TraceCause.Reconfigured,
            { Qualification.IsQualified: true } => TraceCause.Better,
            { } previous => previous.Qualification.WhyNotQualified(),
        };
    }

    private void Move(byte? to, TraceCause cause, MonotonicTime now)
    {
        byte? from = Current;
        Current = to;
        Cause = cause;
        Since = now;
        foreach (ServerInstance server in servers)
        {
            server.IsTraced = server.Id == to;
        }

        // The same server again after a gap is the same path: what the servo knows of it still holds.
        servo.SetSource(to, isNewPath: _lastTraced is not null && to != _lastTraced, now);
        if (to is not null)
        {
            _graceEnd = MonotonicTime.Never;
            Changes += _lastTraced is not null && to != _lastTraced ? 1 : 0;
            _lastTraced = to;
        }

        context.NeedsEvaluation = true;
        context.Journal.Add(new PtpEvent.TraceSourceChanged(now, from, to, cause));
    }

    private void TrackReachability(MonotonicTime now)
    {
        bool anyActive = false;
        bool anyHope = Current is not null;
        foreach (ServerInstance server in servers)
        {
            anyActive |= server.IsActive;
            anyHope |= server.IsActive && server.Tracker.State is NegotiationState.Initial or NegotiationState.Success;
        }

        bool unreachable = anyActive && !anyHope;
        if (unreachable != IsUnreachable)
        {
            IsUnreachable = unreachable;
            context.Journal.Add(new PtpEvent.AllServersUnreachable(now, unreachable ? AlarmState.Raised : AlarmState.Cleared));
        }
    }
}
