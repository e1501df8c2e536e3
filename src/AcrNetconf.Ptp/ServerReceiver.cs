using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Negotiation;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp;

/// <summary>What arrives from one server's address: every check a message must pass before it is believed. Allocation-free for timing messages.</summary>
internal sealed class ServerReceiver(SlaveContext context, ServerSettingsHolder settings, ServerInstance server)
{
    // Sixteen Signaling messages a second are more than any server has to say; a flood of forged CANCEL is not answered beyond that.
    private const long SignalingIntervalNanoseconds = 125_000_000;

    private SequenceTracker _announceSequence;
    private RateLimiter _announceRate;
    private RateLimiter _syncRate;
    private RateLimiter _signalingRate;
    private byte? _mismatchedDomain;

    /// <summary>The last Announce, or null.</summary>
    public AnnounceMessage? Announce { get; private set; }

    private ServerCounters Counters => server.Counters;

    /// <summary>A datagram whose header was read and whose source address is this server's.</summary>
    public void OnMessage(in PtpHeader header, ReadOnlySpan<byte> datagram, PtpInstant? received, PtpChannel channel, MonotonicTime now)
    {
        DropReason reason = CheckHeader(header, channel, now);
        if (reason == DropReason.None)
        {
            reason = header.MessageType switch
            {
                MessageType.Announce => OnAnnounce(header, datagram, now),
                MessageType.Sync => OnSync(header, datagram, received, now),
                MessageType.FollowUp => OnFollowUp(header, datagram, now),
                MessageType.DelayResp => OnDelayResp(header, datagram, now),
                MessageType.Signaling => OnSignaling(header, datagram, now),
                _ => DropReason.UnsupportedMessage,
            };
        }

        if (reason != DropReason.None)
        {
            Counters.Drop(reason);
        }
    }

    /// <summary>A contract came into force: the server may number its messages anew.</summary>
    public void OnContractStarted(MessageType message)
    {
        if (message == MessageType.Announce)
        {
            _announceSequence.Reset();
        }
        else if (message == MessageType.Sync)
        {
            server.Timing.ResetSequences();
        }
    }

    public void Reset()
    {
        _announceSequence.Reset();
        _announceRate = default;
        _syncRate = default;
        _signalingRate = default;
        _mismatchedDomain = null;
        Announce = null;
    }

    private DropReason CheckHeader(in PtpHeader header, PtpChannel channel, MonotonicTime now)
    {
        if (!server.IsActive && server.IsAtRest)
        {
            return DropReason.ServerDown;
        }

        if (header.MajorSdoId != 0)
        {
            return DropReason.WrongSdoId;
        }

        bool isFarewell = header.MessageType == MessageType.Signaling && server.Negotiator.Awaits(header.DomainNumber);
        if (header.DomainNumber != context.Settings.EffectiveDomain && !isFarewell)
        {
            NoteDomain(header.DomainNumber, now);
            return DropReason.WrongDomain;
        }

        if (header.Source.Clock == context.Self.Clock || header.Source.Clock.IsReserved || header.Source.Port is 0 or 0xFFFF)
        {
            return DropReason.ForbiddenIdentity;
        }

        if ((header.Flags & PtpFlags.AlternateMaster) != 0)
        {
            return DropReason.AlternateMaster;
        }

        bool isEvent = header.MessageType is MessageType.Sync or MessageType.DelayReq or MessageType.PdelayReq or MessageType.PdelayResp;
        return isEvent == (channel == PtpChannel.Event) ? DropReason.None : DropReason.WrongPort;
    }

    private DropReason OnAnnounce(in PtpHeader header, ReadOnlySpan<byte> datagram, MonotonicTime now)
    {
        Counters.ReceivedAnnounce++;
        UnicastContract contract = server.Negotiator.Announce;
        DropReason reason = Admit(contract, header, ref _announceRate, now);
        if (reason == DropReason.None)
        {
            reason = _announceSequence.Admit(header.SequenceId);
        }

        if (reason != DropReason.None)
        {
            return reason;
        }

        AnnounceMessage announce = AnnounceMessage.ReadBody(header, datagram);
        Announce = announce;
        ServerQualification qualification = server.Qualification;
        ClockClass clockClass = settings.Current.ForcedClockClass ?? announce.ClockClass;
        if (qualification.Quality.OnAnnounce(clockClass, context.Settings.Selection.QualityLevelHoldOff, now) || !qualification.HasAnnounced)
        {
            qualification.HasAnnounced = true;
            context.NeedsEvaluation = true;
        }

        Arrived(contract, qualification.Announce, PtsfTypes.LossAnnounce, now);
        return DropReason.None;
    }

    private DropReason OnSync(in PtpHeader header, ReadOnlySpan<byte> datagram, PtpInstant? received, MonotonicTime now)
    {
        Counters.ReceivedSync++;
        UnicastContract contract = server.Negotiator.Sync;
        DropReason reason = Admit(contract, header, ref _syncRate, now);
        if (reason != DropReason.None)
        {
            return reason;
        }

        if (!SyncMessage.TryReadBody(header, datagram, out SyncMessage sync, out _))
        {
            return DropReason.InvalidTimestamp;
        }

        if (server.Timing.OnSync(sync, received, now))
        {
            TimingArrived(contract, now);
        }

        return DropReason.None;
    }

    private DropReason OnFollowUp(in PtpHeader header, ReadOnlySpan<byte> datagram, MonotonicTime now)
    {
        Counters.ReceivedFollowUp++;
        UnicastContract contract = server.Negotiator.Sync;
        DropReason reason = Check(contract, header, now);
        if (reason != DropReason.None)
        {
            return reason;
        }

        if (!FollowUpMessage.TryReadBody(header, datagram, out FollowUpMessage followUp, out _))
        {
            return DropReason.InvalidTimestamp;
        }

        if (server.Timing.OnFollowUp(followUp, now))
        {
            TimingArrived(contract, now);
        }

        return DropReason.None;
    }

    private DropReason OnDelayResp(in PtpHeader header, ReadOnlySpan<byte> datagram, MonotonicTime now)
    {
        Counters.ReceivedDelayResp++;
        UnicastContract contract = server.Negotiator.DelayResp;
        DropReason reason = Check(contract, header, now);
        if (reason != DropReason.None)
        {
            return reason;
        }

        if (!DelayRespMessage.TryReadBody(header, datagram, out DelayRespMessage response, out _))
        {
            return DropReason.InvalidTimestamp;
        }

        if (response.RequestingPort != context.Self)
        {
            return DropReason.WrongTarget;
        }

        if (server.Timing.OnDelayResp(response))
        {
            Arrived(contract, server.Qualification.DelayResp, PtsfTypes.LossDelayResp, now);
        }

        return DropReason.None;
    }

    private DropReason OnSignaling(in PtpHeader header, ReadOnlySpan<byte> datagram, MonotonicTime now)
    {
        Counters.ReceivedSignaling++;
        if (!_signalingRate.Admit(now, SignalingIntervalNanoseconds, out _))
        {
            return DropReason.RateExceeded;
        }

        if (!SignalingMessage.TryReadBody(header, datagram, out SignalingMessage message, out _))
        {
            return DropReason.MalformedTlv;
        }

        _mismatchedDomain = null;
        context.NeedsEvaluation = true;
        server.Negotiator.OnSignaling(message, now);
        return DropReason.None;
    }

    private DropReason Check(UnicastContract contract, in PtpHeader header, MonotonicTime now)
    {
        DropReason reason = server.Negotiator.Check(header.Source, contract, now);
        return reason == DropReason.None && !header.Correction.IsPlausible ? DropReason.CorrectionOutOfRange : reason;
    }

    private DropReason Admit(UnicastContract contract, in PtpHeader header, ref RateLimiter limiter, MonotonicTime now)
    {
        DropReason reason = Check(contract, header, now);
        if (reason != DropReason.None)
        {
            return reason;
        }

        bool admitted = limiter.Admit(now, contract.GrantedInterval.Nanoseconds, out bool changed);
        if (changed)
        {
            AlarmState state = limiter.IsExceeded ? AlarmState.Raised : AlarmState.Cleared;
            context.Journal.Add(new PtpEvent.RateExceeded(now, settings.Id, contract.Message, state));
        }

        return admitted ? DropReason.None : DropReason.RateExceeded;
    }

    private void TimingArrived(UnicastContract contract, MonotonicTime now)
    {
        if (!server.Qualification.HasSynced)
        {
            server.Qualification.HasSynced = true;
            context.NeedsEvaluation = true;
        }

        Arrived(contract, server.Qualification.Sync, PtsfTypes.LossSync, now);
    }

    private void Arrived(UnicastContract contract, LossDetector detector, PtsfTypes type, MonotonicTime now)
    {
        contract.OnMessage(now);
        if (detector.OnMessage(server.Qualification.Timeout(contract.Message, contract.GrantedInterval), now))
        {
            server.Qualification.Report(type, raised: false, now);
        }
    }

    private void NoteDomain(byte domain, MonotonicTime now)
    {
        // Leftovers of a contract from before a change of domain are no mismatch.
        if (_mismatchedDomain != domain && !server.Negotiator.AnyInForce && server.Tracker.HasFailed)
        {
            _mismatchedDomain = domain;
            context.Journal.Add(new PtpEvent.DomainMismatch(now, settings.Id, domain));
        }
    }
}
