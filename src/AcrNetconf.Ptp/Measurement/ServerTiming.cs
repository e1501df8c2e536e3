using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>The timing exchange with one server: Sync and Follow_Up in, Delay_Req out, Delay_Resp in, samples to the sink. Allocation-free.</summary>
internal sealed class ServerTiming
{
    private readonly SlaveContext _context;
    private readonly ServerSettingsHolder _server;
    private readonly ServerCounters _counters;
    private readonly ISampleSink _sink;
    private readonly SyncPairing _pairing;
    private readonly DelayRequestRing _ring = new();
    private readonly byte _generation;
    private SequenceTracker _syncSequence;
    private DelayAccumulator _forward;
    private DelayAccumulator _reverse;
    private UnchangedStampWatch _stampWatch;
    private SequenceId _requestSequence;

    public ServerTiming(SlaveContext context, ServerSettingsHolder server, ServerCounters counters, ISampleSink sink, byte generation)
    {
        _context = context;
        _server = server;
        _counters = counters;
        _sink = sink;
        _pairing = new(counters);
        _generation = generation;
    }

    /// <summary>When the next Delay_Req is due; never while there is no contract.</summary>
    public MonotonicTime RequestDue { get; private set; } = MonotonicTime.Never;

    /// <summary>Whether the last Sync was two-step; null before the first.</summary>
    public bool? IsTwoStep { get; private set; }

    // Taken off the forward and put on the reverse delay, so that both become the mean of the path (IEEE 1588 §7.4.2). A frequency needs no symmetry, and to an
    // estimator of frequency a changed correction would look like a changed path: only phase gets it.
    private PtpDuration Asymmetry => _context.Settings.Mode == UnicastMode.Atr ? _server.Asymmetry : default;

    /// <summary>PTSF-unusable.</summary>
    public DelayVariationMonitor Variation { get; } = new();

    /// <summary>Sync keeps coming but the time in it stands still.</summary>
    public bool IsTimestampUnchanged => _stampWatch.IsRaised;

    public DelayStatistics? ForwardDelay => _forward.ToStatistics();

    public DelayStatistics? ReverseDelay => _reverse.ToStatistics();

    /// <summary>True when the Sync proves that timing arrives: one-step, or its Follow_Up is here too.</summary>
    public bool OnSync(in SyncMessage sync, PtpInstant? received, MonotonicTime now)
    {
        DropReason reason = _syncSequence.Admit(sync.Header.SequenceId);
        if (reason != DropReason.None)
        {
            _counters.Drop(reason);
            return false;
        }

        IsTwoStep = sync.Header.IsTwoStep;
        if (received is null)
        {
            _counters.Drop(DropReason.NoTimestamp);
        }

        if (!_pairing.OnSync(sync, received, now, out PtpInstant sent, out PtpInstant? arrived))
        {
            return false;
        }

        CompleteForward(sent, arrived, now);
        return true;
    }

    /// <summary>True when it completed a pair.</summary>
    public bool OnFollowUp(in FollowUpMessage followUp, MonotonicTime now)
    {
        if (!_pairing.OnFollowUp(followUp, now, out PtpInstant sent, out PtpInstant? arrived))
        {
            return false;
        }

        CompleteForward(sent, arrived, now);
        return true;
    }

    /// <summary>True when it answers an outstanding request.</summary>
    public bool OnDelayResp(in DelayRespMessage response)
    {
        // IEEE 1588 §11.3: the response's correctionField is to be taken off the server's reading.
        PtpInstant received = response.ReceiveTimestamp.ToInstant() - response.Header.Correction.ToDuration();
        if (!_ring.OnResponse(response.Header.SequenceId, received, out PtpInstant sent, out bool complete))
        {
            _counters.Drop(DropReason.UnmatchedDelayResp);
            return false;
        }

        if (complete)
        {
            CompleteReverse(sent, received);
        }

        return true;
    }

    public void OnTransmitted(SequenceId id, PtpInstant sent)
    {
        if (_ring.OnStamped(id, sent, out PtpInstant received))
        {
            CompleteReverse(sent, received);
        }
    }

    public void OnTransmitTimestampMissing(SequenceId id)
    {
        _counters.MissingTransmitTimestamps++;
        _counters.Drop(DropReason.NoTimestamp);
        _ring.OnStampMissing(id);
    }

    /// <summary>Starts Delay_Req at once.</summary>
    public void StartRequests(MonotonicTime now) => RequestDue = now;

    public void StopRequests() => RequestDue = MonotonicTime.Never;

    /// <summary>Sends a Delay_Req when due.</summary>
    public void Tick(LogInterval granted, MonotonicTime now)
    {
        if (now < RequestDue)
        {
            return;
        }

        SendRequest();
        RequestDue = _context.Beat.Next(granted, RequestDue, now);
    }

    /// <summary>A new contract: the server may number its messages anew.</summary>
    public void ResetSequences()
    {
        _syncSequence.Reset();
        _pairing.Reset();
    }

    /// <summary>The local clock was stepped or replaced: half measurements are worthless.</summary>
    public void ForgetPending()
    {
        _pairing.Reset();
        _ring.Reset();
        _forward.Reset();
        _reverse.Reset();
        Variation.Clear();
    }

    public void ResetStatistics()
    {
        _forward.Reset();
        _reverse.Reset();
    }

    private void SendRequest()
    {
        SequenceId id = _requestSequence;
        _requestSequence = id.Next;
        DelayReqMessage request = new(_context.NewHeader(id), default);
        int length = request.Write(_context.Buffer);
        _ring.OnSent(id);
        TransmitId transmitId = new(((uint)_generation << 24) | ((uint)_server.Id << 16) | id.Value);
        if (_context.Actions.SendEvent(transmitId, _server.Address, _context.Buffer.AsSpan(0, length)))
        {
            _counters.SentDelayReq++;
        }
        else
        {
            _ring.OnNotSent(id);
            _counters.SendFailures++;
        }
    }

    private void CompleteForward(PtpInstant sent, PtpInstant? arrived, MonotonicTime now)
    {
        if (_stampWatch.Add(sent, now) is { } change)
        {
            _context.Journal.Add(new PtpEvent.TimestampUnchanged(now, _server.Id, change));
        }

        if (arrived is not { } local || _stampWatch.IsRaised)
        {
            return;
        }

        PtpDuration delay = local - sent;
        _forward.Add(delay);
        if (Variation.Add(delay, _context.Settings.Ptsf, _context.IsSteady, now))
        {
            _context.NeedsEvaluation = true;
        }

        if (_sink.OnSample(_server.Id, new(PacketDirection.Forward, local, sent + Asymmetry)))
        {
            _counters.ForwardSamples++;
        }
    }

    private void CompleteReverse(PtpInstant sent, PtpInstant received)
    {
        _reverse.Add(received - sent);
        if (_sink.OnSample(_server.Id, new(PacketDirection.Reverse, sent, received + Asymmetry)))
        {
            _counters.ReverseSamples++;
        }
    }
}
