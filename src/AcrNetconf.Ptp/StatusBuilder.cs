using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp;

/// <summary>Turns live objects into immutable status records.</summary>
internal static class StatusBuilder
{
    public static ServerStatus ToStatus(ServerInstance server, NetworkOption option, MonotonicTime now)
    {
        ServerQualification qualification = server.Qualification;
        return new ServerStatus
        {
            Id = server.Id,
            Address = server.Address,
            AdminState = server.Settings.AdminState,
            Priority = server.Settings.EffectivePriority,
            NegotiationState = server.Tracker.State,
            LastError = server.Tracker.LastError,
            NegotiationSince = server.Tracker.Since,
            IsTraced = server.IsTraced,
            Identity = server.Negotiator.Identity,
            Parent = server.Receiver.Announce is { } announce ? ToParent(announce) : null,
            TwoStep = server.Timing.IsTwoStep,
            QualityLevel = qualification.Quality.Level(option),
            Ptsf = qualification.Ptsf,
            IsTimestampUnchanged = server.Timing.IsTimestampUnchanged,
            IsQualified = qualification.IsQualified,
            WaitToRestoreRemaining = qualification.WaitToRestoreDeadline.IsNever ? null : qualification.WaitToRestoreDeadline - now,
            IsLockedOut = qualification.IsLockedOut,
            Announce = server.Negotiator.Announce.ToStatus(now),
            Sync = server.Negotiator.Sync.ToStatus(now),
            DelayResp = server.Negotiator.DelayResp.ToStatus(now),
            Packets = server.Counters.ToStatistics(),
            ForwardDelay = server.Timing.ForwardDelay,
            ReverseDelay = server.Timing.ReverseDelay,
        };
    }

    /// <summary>The level our own output has (G.8265.1 §6.7.3.1, §6.8.6).</summary>
    public static QualityLevel OutputQuality(ServerInstance? traced, ServoState servo, SelectionSettings rules)
    {
        if (traced is not null)
        {
            return traced.Qualification.Quality.Level(rules.NetworkOption);
        }

        if (servo is ServoState.Holdover or ServoState.Locked)
        {
            return rules.HoldoverQuality ?? QualityLevels.DefaultHoldover(rules.NetworkOption);
        }

        return rules.NetworkOption switch
        {
            NetworkOption.OptionI => QualityLevel.Dnu,
            NetworkOption.OptionII => QualityLevel.Dus,
            _ => QualityLevel.Unk,
        };
    }

    private static ParentData ToParent(in AnnounceMessage announce)
    {
        PtpFlags flags = announce.Header.Flags;
        return new ParentData
        {
            Port = announce.Header.Source,
            Grandmaster = announce.Grandmaster,
            ClockClass = announce.ClockClass,
            ClockAccuracy = announce.ClockAccuracy,
            OffsetScaledLogVariance = announce.OffsetScaledLogVariance,
            Priority1 = announce.GrandmasterPriority1,
            Priority2 = announce.GrandmasterPriority2,
            StepsRemoved = announce.StepsRemoved,
            TimeSource = announce.TimeSource,
            CurrentUtcOffset = announce.CurrentUtcOffset,
            CurrentUtcOffsetValid = (flags & PtpFlags.CurrentUtcOffsetValid) != 0,
            Leap59 = (flags & PtpFlags.Leap59) != 0,
            Leap61 = (flags & PtpFlags.Leap61) != 0,
            PtpTimescale = (flags & PtpFlags.PtpTimescale) != 0,
            TimeTraceable = (flags & PtpFlags.TimeTraceable) != 0,
            FrequencyTraceable = (flags & PtpFlags.FrequencyTraceable) != 0,
            SynchronizationUncertain = (flags & PtpFlags.SynchronizationUncertain) != 0,
            AnnouncedInterval = announce.Header.LogMessageInterval,
        };
    }
}
