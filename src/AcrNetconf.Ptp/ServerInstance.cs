using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Negotiation;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp;

/// <summary>One server of the telecom slave model: its contracts, its timing, its fitness (G.8265.1 §6.7.2: one slave-only clock for each master).</summary>
internal sealed class ServerInstance : IContractObserver
{
    private readonly SlaveContext _context;
    private readonly ServerSettingsHolder _settings;
    private readonly NegotiationTracker _tracker;
    private bool _isRunning;

    public ServerInstance(SlaveContext context, ServerSettings settings, ISampleSink sink, byte generation)
    {
        _context = context;
        _settings = new(settings);
        Counters = new();
        Negotiator = new(context, settings.Address, Counters, this);
        Timing = new(context, _settings, Counters, sink, generation);
        Qualification = new(context, _settings);
        Receiver = new(context, _settings, this);
        _tracker = new(context, settings.Id);
        Generation = generation;
    }

    public byte Id => _settings.Id;

    public PtpAddress Address => _settings.Address;

    /// <summary>Distinguishes transmit ids of this object from those of an earlier one in the same slot.</summary>
    public byte Generation { get; }

    public ServerSettings Settings => _settings.Current;

    public ServerCounters Counters { get; }

    public UnicastNegotiator Negotiator { get; }

    public ServerTiming Timing { get; }

    public ServerQualification Qualification { get; }

    /// <summary>What arrives from this server.</summary>
    public ServerReceiver Receiver { get; }

    public NegotiationTracker Tracker => _tracker;

    /// <summary>Set by selection.</summary>
    public bool IsTraced { get; set; }

    public bool IsActive => _isRunning && Settings.AdminState == AdminState.Up;

    public bool IsAtRest => Negotiator.IsAtRest;

    /// <summary>Neither qualified nor failed since the start.</summary>
    public bool IsPending => IsActive && !Qualification.IsLockedOut && !Qualification.IsQualified && !Tracker.HasFailed && Qualification.Ptsf == PtsfTypes.None;

    public MonotonicTime Deadline =>
        MonotonicTime.Earlier(Negotiator.Deadline, MonotonicTime.Earlier(Timing.RequestDue, Qualification.Deadline));

    public ServerCandidate ToCandidate() => new(
        Id,
        Qualification.Quality.Class?.Value ?? byte.MaxValue,
        Settings.EffectivePriority,
        Qualification.IsQualified,
        IsPending);

    /// <summary>Begins, or begins anew after <see cref="Part"/> or <see cref="CancelAndForget"/>.</summary>
    public void Start(MonotonicTime now)
    {
        _isRunning = true;
        Tracker.Restart(IsActive, now);
        Negotiator.Configure(now);
        UpdateWanted(now);
    }

    /// <summary>Starts again after <see cref="Part"/> or <see cref="CancelAndForget"/>; does nothing while running.</summary>
    public void EnsureStarted(MonotonicTime now)
    {
        if (!_isRunning)
        {
            Start(now);
        }
    }

    /// <summary>Cancels with acknowledgement and stops.</summary>
    public void Stop(MonotonicTime now)
    {
        _isRunning = false;
        UpdateWanted(now);
    }

    /// <summary>Cancels with acknowledgement and forgets what was learned; counters stay. What is wanted afterwards waits for the acknowledgement.</summary>
    public void Part(ContractCause cause, MonotonicTime now)
    {
        Negotiator.Part(cause, now);
        Forget();
    }

    /// <summary>Cancels at once, waits for nobody because the path goes away, forgets what was learned; counters stay.</summary>
    public void CancelAndForget(ContractCause cause, MonotonicTime now)
    {
        Negotiator.CancelAndForget(cause, now);
        Forget();
    }

    /// <summary>New settings for the same slot and address.</summary>
    public void Configure(ServerSettings settings, MonotonicTime now)
    {
        if (settings.ForcedClockClass is { } forced)
        {
            Qualification.Quality.OnAnnounce(forced, TimeSpan.Zero, now);
        }
        else if (_settings.Current.ForcedClockClass is not null && Receiver.Announce is { } announce)
        {
            Qualification.Quality.OnAnnounce(announce.ClockClass, TimeSpan.Zero, now);
        }

        if (settings.AdminState == AdminState.Down && _settings.Current.AdminState == AdminState.Up)
        {
            // Set down by hand is no failure: no wait-to-restore when it comes up again.
            Qualification.Reset();
        }

        _settings.Current = settings;
        Negotiator.Configure(now);
        RearmDetectors(now);
        _context.NeedsEvaluation = true;
    }

    /// <summary>Decides which contracts this server should have, from everything that is known.</summary>
    public void UpdateWanted(MonotonicTime now)
    {
        TelecomSlaveSettings settings = _context.Settings;
        bool announce = IsActive;
        bool standby = !settings.FrequencyProfile || settings.Selection.Standby == StandbyContracts.All;
        // The first request asks for Announce alone unless TLVs may be stacked; what is wanted already stays wanted if Announce lapses.
        bool ripe = settings.Negotiation.Stacking == TlvStacking.Stacked || Negotiator.Announce.IsInForce || Negotiator.Sync.IsWanted;
        bool timing = announce && ripe && (IsTraced || standby || Qualification.NeedsTiming);
        Set(Negotiator.Announce, announce, now);
        Set(Negotiator.Sync, timing, now);
        Set(Negotiator.DelayResp, timing && settings.Mode != UnicastMode.OneWay, now);
        Tracker.Update(Negotiator, IsActive, now);
    }

    /// <summary>Passes the verdict selection works with.</summary>
    public void Evaluate(MonotonicTime now)
    {
        Tracker.Update(Negotiator, IsActive, now);
        if (_context.Settings.Ptsf.MonitorUnusable || Qualification.IsUnusable)
        {
            Qualification.SetUnusable(Timing.Variation.IsUnusable, now);
        }

        bool connected = _context.Settings.FrequencyProfile
            ? IsActive && Tracker.IsHopeful
            : Tracker.State == NegotiationState.Success && Qualification.HasSynced;
        Qualification.Evaluate(connected, now);
    }

    public void Tick(MonotonicTime now)
    {
        TickDetector(MessageType.Announce, PtsfTypes.LossAnnounce, now);
        TickDetector(MessageType.Sync, PtsfTypes.LossSync, now);
        TickDetector(MessageType.DelayResp, PtsfTypes.LossDelayResp, now);
        if (Qualification.Quality.Tick(now) || now >= Qualification.WaitToRestoreDeadline)
        {
            _context.NeedsEvaluation = true;
        }

        Negotiator.Tick(now);
        Timing.Tick(Negotiator.DelayResp.GrantedInterval, now);
        if (!Timing.RequestDue.IsNever && !Negotiator.DelayResp.IsUsable(now))
        {
            Timing.StopRequests();
        }
    }

    public void ResetStatistics()
    {
        Counters.Reset();
        Timing.ResetStatistics();
        Tracker.ForgetError();
        foreach (UnicastContract contract in Negotiator.Contracts)
        {
            contract.Counters.Reset();
        }
    }

    void IContractObserver.OnContractChanged(UnicastContract contract, ContractState from, MonotonicTime now)
    {
        _context.NeedsEvaluation = true;
        _context.Journal.Add(new PtpEvent.ContractChanged(now, Id, contract.Message, from, contract.State, contract.Cause));
        LossDetector detector = Qualification.Detector(contract.Message);
        PtsfTypes type = TypeOf(contract.Message);
        if (!contract.IsWanted)
        {
            if (detector.Stop())
            {
                Qualification.Report(type, raised: false, now);
            }
        }
        else if (contract.State == ContractState.LockedOut || (!contract.IsInForce && contract.Cause is ContractCause.CancelledByServer or ContractCause.Expired))
        {
            if (detector.Raise())
            {
                Qualification.Report(type, raised: true, now);
            }
        }
        else if (contract.IsInForce && !ContractFsm.IsInForce(from))
        {
            detector.Watch(Qualification.Timeout(contract.Message, contract.GrantedInterval), now);
            Receiver.OnContractStarted(contract.Message);
        }

        if (contract.Message == MessageType.DelayResp)
        {
            SwitchRequests(contract, now);
        }
    }

    private void Forget()
    {
        Qualification.Reset();
        Receiver.Reset();
        Timing.ForgetPending();
        Timing.ResetSequences();
        Timing.StopRequests();
        IsTraced = false;
        _isRunning = false;
    }

    private static PtsfTypes TypeOf(MessageType message) => message switch
    {
        MessageType.Announce => PtsfTypes.LossAnnounce,
        MessageType.Sync => PtsfTypes.LossSync,
        _ => PtsfTypes.LossDelayResp,
    };

    private static void Set(UnicastContract contract, bool wanted, MonotonicTime now)
    {
        if (wanted)
        {
            contract.Want(now);
        }
        else
        {
            contract.Unwant(now);
        }
    }

    // A contract gone silent is still tried with Delay_Req until its grant runs out: otherwise its recovery could not be seen.
    private void SwitchRequests(UnicastContract contract, MonotonicTime now)
    {
        if (contract.IsInForce && Timing.RequestDue.IsNever)
        {
            Timing.StartRequests(now);
        }
        else if (!contract.IsWanted || !contract.IsUsable(now))
        {
            Timing.StopRequests();
        }
    }

    private void TickDetector(MessageType message, PtsfTypes type, MonotonicTime now)
    {
        if (Qualification.Detector(message).Tick(now))
        {
            Qualification.Report(type, raised: true, now);
            Negotiator.Find(message)?.OnSilent(now);
        }
    }

    private void RearmDetectors(MonotonicTime now)
    {
        foreach (UnicastContract contract in Negotiator.Contracts)
        {
            if (contract.IsInForce)
            {
                Qualification.Detector(contract.Message).Watch(Qualification.Timeout(contract.Message, contract.GrantedInterval), now);
            }
        }
    }
}
