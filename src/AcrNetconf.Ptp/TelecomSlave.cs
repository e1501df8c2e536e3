using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp;

/// <summary>The unicast client: negotiates with every configured server, selects one, and feeds its timestamps to the servo.</summary>
/// <remarks>
/// Sans-IO and single-threaded: one owner calls the handlers, each with the monotonic time, and answers the <see cref="IPtpActions"/> they make.
/// <code>
///  datagrams ─▶ OnDatagram ─▶ ServerInstance ─▶ ServerReceiver ─▶ UnicastNegotiator (contracts)
///                              one per server                  └▶ ServerTiming ─▶ ServoDriver ─▶ IServo
///  timer ─────▶ OnTimer ─────▶ what is due ─▶ TraceController (which server) ─▶ IPtpActions
/// </code>
/// </remarks>
public sealed class TelecomSlave
{
    private const int MostEvaluations = 8;

    private readonly SlaveContext _context;
    private readonly ServoDriver _servo;
    private readonly TraceController _trace;
    private readonly List<ServerInstance> _servers = [];
    private readonly List<ServerInstance> _leaving = [];
    private readonly DropCounters _unattributed = new();
    private MonotonicTime _timerDue = MonotonicTime.Never;
    private byte _generation;
    private bool _isRunning;
    private long _restarts;

    /// <summary>Creates a client at rest; <see cref="Start"/> sets it going.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="identity">Our clock identity; not reserved.</param>
    /// <param name="servo">Owned by this client from now on.</param>
    /// <param name="actions">The shell.</param>
    /// <param name="random">Seeded by the caller; only spreads renewals and Delay_Req in time.</param>
    public TelecomSlave(TelecomSlaveSettings settings, ClockIdentity identity, IServo servo, IPtpActions actions, Random random)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(servo);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(random);
        _context = new(settings, new PortIdentity(identity, 1), actions, random);
        _servo = new(_context, servo);
        _trace = new(_context, _servers, _servo);
    }

    /// <summary>The settings in force.</summary>
    public TelecomSlaveSettings Settings => _context.Settings;

    /// <summary>True once <see cref="Shutdown"/> has nothing left to wait for, and before <see cref="Start"/>.</summary>
    public bool IsShutdownComplete => !_isRunning && _servers.TrueForAll(server => server.IsAtRest) && _leaving.Count == 0;

    /// <summary>Begins negotiation; the first requests leave at the next <see cref="OnTimer"/>.</summary>
    public void Start(MonotonicTime now)
    {
        if (_isRunning)
        {
            return;
        }

        _isRunning = true;
        _servo.Start(now);
        _trace.Restart(TraceCause.Startup, now);
        SettleServers(now);
        EvaluateAndSchedule(now);
    }

    /// <summary>A datagram arrived. Any bytes; never throws, never allocates for timing packets.</summary>
    /// <param name="datagram">The UDP payload.</param>
    /// <param name="source">The sender's address.</param>
    /// <param name="receiveTimestamp">The steered clock at arrival, or null when there is no stamp (needed for Sync only).</param>
    /// <param name="channel">The port it arrived on.</param>
    /// <param name="now">The monotonic clock.</param>
    public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PtpInstant? receiveTimestamp, PtpChannel channel, MonotonicTime now)
    {
        if (Find(source) is not { } server)
        {
            _unattributed.Add(DropReason.UnknownSource);
            return;
        }

        if (!PtpHeader.TryRead(datagram, out PtpHeader header, out PtpDecodeError error))
        {
            server.Counters.Drop(ToDropReason(error));
            return;
        }

        server.Receiver.OnMessage(header, datagram, receiveTimestamp, channel, now);
        if (_context.NeedsEvaluation)
        {
            EvaluateAndSchedule(now);
        }
    }

    /// <summary>The transmit timestamp of an event message, read from the steered clock.</summary>
    public void OnTransmitted(TransmitId id, PtpInstant timestamp, MonotonicTime now)
    {
        Find(id)?.Timing.OnTransmitted(new((ushort)id.Value), timestamp);
        if (_context.NeedsEvaluation)
        {
            EvaluateAndSchedule(now);
        }
    }

    /// <summary>The transmit timestamp will not come: one sample is lost.</summary>
    public void OnTransmitTimestampMissing(TransmitId id, MonotonicTime now)
    {
        Find(id)?.Timing.OnTransmitTimestampMissing(new((ushort)id.Value));
        if (_context.NeedsEvaluation)
        {
            EvaluateAndSchedule(now);
        }
    }

    /// <summary>The timer set through <see cref="IPtpActions.SetTimer"/> is due.</summary>
    public void OnTimer(MonotonicTime now)
    {
        _timerDue = MonotonicTime.Never;
        foreach (ServerInstance server in _servers)
        {
            server.Tick(now);
        }

        for (int index = _leaving.Count - 1; index >= 0; index--)
        {
            _leaving[index].Tick(now);
            if (_leaving[index].IsAtRest)
            {
                _leaving.RemoveAt(index);
            }
        }

        if (_servo.Tick(now))
        {
            ForgetPending();
        }

        if (now >= _trace.Deadline)
        {
            _context.NeedsEvaluation = true;
        }

        EvaluateAndSchedule(now);
    }

    /// <summary>Applies new settings with the least disturbance; returns how much that was.</summary>
    /// <remarks>
    /// What the old configuration still has to say (CANCEL) is sent inside this call and repeated until it is acknowledged; nothing of the
    /// new one is sent before the next <see cref="OnTimer"/>. A shell that must replace its sockets calls <see cref="Part"/> first, and
    /// replaces them right after this call.
    /// </remarks>
    public SettingsImpact OnReconfigured(TelecomSlaveSettings settings, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        SettingsImpact impact = SettingsComparison.Assess(_context.Settings, settings);
        if (!_isRunning || impact == SettingsImpact.None)
        {
            _context.Settings = settings;
            return impact;
        }

        if (impact == SettingsImpact.Relock)
        {
            bool isMoving = settings.LocalAddress != _context.Settings.LocalAddress;
            foreach (ServerInstance server in _servers)
            {
                EndAgreement(server, isMoving, now);
            }

            _context.Settings = settings;
            _trace.Restart(TraceCause.Reconfigured, now);
            _servo.Reset(now);
            _servo.ApplySettings();
            _restarts++;
        }

        _context.Settings = settings;
        SettleServers(now);
        EvaluateAndSchedule(now);
        return impact;
    }

    /// <summary>Says goodbye on a path that is about to go away: cancels every grant and asks for nothing until <see cref="OnReconfigured"/> and <see cref="OnPathReplaced"/>.</summary>
    public void Part(MonotonicTime now)
    {
        if (!_isRunning)
        {
            return;
        }

        _trace.Restart(TraceCause.Reconfigured, now);
        foreach (ServerInstance server in _servers)
        {
            server.Part(ContractCause.Reconfigured, now);
        }

        EvaluateAndSchedule(now);
    }

    /// <summary>True while a cancelled grant waits for its acknowledgement (at most three query intervals).</summary>
    public bool IsParting => _servers.Exists(server => server.Negotiator.IsParting) || _leaving.Count > 0;

    /// <summary>The way to the servers was replaced under unchanged settings: what was granted belongs to the old one.</summary>
    public void OnPathReplaced(MonotonicTime now)
    {
        if (!_isRunning)
        {
            return;
        }

        foreach (ServerInstance server in _servers)
        {
            server.CancelAndForget(ContractCause.Reconfigured, now);
            server.Start(now);
        }

        EvaluateAndSchedule(now);
    }

    /// <summary>New servo tuning; the mode always follows <see cref="TelecomSlaveSettings.Mode"/>.</summary>
    public void OnServoReconfigured(ServoSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _servo.Configure(settings);
    }

    /// <summary>The clock or the source of timestamps was replaced: old samples describe another clock. Contracts stay.</summary>
    public void OnClockReplaced(MonotonicTime now)
    {
        ForgetPending();
        _servo.OnClockReplaced(now);
    }

    /// <summary>Operator: copy one server's samples to <paramref name="recorder"/> until another takes its place; null ends it.</summary>
    public void Record(SampleRecorder? recorder) => _servo.Record(recorder);

    /// <summary>Cancels every grant and stops; drive timer and datagrams until <see cref="IsShutdownComplete"/> (at most three query intervals).</summary>
    public void Shutdown(MonotonicTime now)
    {
        if (!_isRunning)
        {
            return;
        }

        _isRunning = false;
        _trace.Restart(TraceCause.Shutdown, now);
        _servo.Stop();
        foreach (ServerInstance server in _servers)
        {
            server.Stop(now);
            server.Tick(now);
        }

        _context.NeedsEvaluation = false;
        Schedule();
    }

    /// <summary>Operator: zero all counters of one server, or of all when null.</summary>
    public void ResetStatistics(byte? serverId)
    {
        foreach (ServerInstance server in Select(serverId))
        {
            server.ResetStatistics();
        }

        if (serverId is null)
        {
            _unattributed.Reset();
        }
    }

    /// <summary>Operator: cancel and ask again, for one server or for all when null.</summary>
    public void Renegotiate(byte? serverId, MonotonicTime now)
    {
        if (!_isRunning)
        {
            return;
        }

        foreach (ServerInstance server in Select(serverId))
        {
            bool traced = server.IsTraced;
            server.Part(ContractCause.CancelledByClient, now);
            server.IsTraced = traced;
            server.Start(now);
        }

        EvaluateAndSchedule(now);
    }

    /// <summary>Operator: never select this server until cleared (G.8265.1 §6.8.1).</summary>
    public void Lockout(byte serverId, MonotonicTime now) => SetLockout(serverId, isLockedOut: true, now);

    /// <summary>Operator: undo <see cref="Lockout"/>.</summary>
    public void ClearLockout(byte serverId, MonotonicTime now) => SetLockout(serverId, isLockedOut: false, now);

    /// <summary>Operator: trace this server while it qualifies, whatever its rank. Returns false when it does not qualify.</summary>
    public bool ManualSwitch(byte serverId, MonotonicTime now)
    {
        bool done = _trace.SwitchTo(serverId);
        EvaluateAndSchedule(now);
        return done;
    }

    /// <summary>Operator: back to automatic selection.</summary>
    public void ClearManualSwitch(MonotonicTime now)
    {
        _trace.ClearManual();
        EvaluateAndSchedule(now);
    }

    /// <summary>Operator: end wait-to-restore of one server, or of all when null, at once.</summary>
    public void ClearWaitToRestore(byte? serverId, MonotonicTime now)
    {
        foreach (ServerInstance server in Select(serverId))
        {
            server.Qualification.ClearWaitToRestore();
        }

        EvaluateAndSchedule(now);
    }

    /// <summary>An immutable picture of everything, built now.</summary>
    public TelecomSlaveStatus GetStatus(MonotonicTime now)
    {
        TelecomSlaveSettings settings = _context.Settings;
        ServerInstance? traced = _servers.Find(server => server.IsTraced);
        ServoStatus servo = _servo.Status;
        return new TelecomSlaveStatus
        {
            At = now,
            Identity = _context.Self.Clock,
            LocalAddress = settings.LocalAddress,
            EffectiveDomain = settings.EffectiveDomain,
            FrequencyProfile = settings.FrequencyProfile,
            Mode = settings.Mode,
            AnnounceReceiptTimeout = settings.Ptsf.AnnounceReceiptTimeout,
            TraceSource = _trace.Current,
            TraceCause = _trace.Cause,
            TraceSince = _trace.Since,
            ManualSwitch = _trace.Manual,
            OutputQuality = StatusBuilder.OutputQuality(traced, servo.State, settings.Selection),
            IsSquelched = settings.Selection.Squelch && traced is null && servo.State is not (ServoState.Holdover or ServoState.Locked),
            AreAllUnreachable = _trace.IsUnreachable,
            Servers = [.. _servers.Select(server => StatusBuilder.ToStatus(server, settings.Selection.NetworkOption, now))],
            Servo = servo,
            ServoResets = _servo.Resets,
            SourceChanges = _trace.Changes,
            Restarts = _restarts,
            UnattributedDrops = _unattributed.ToArray(),
            Transitions = _context.Journal.ToArray(),
        };
    }

    private static void EndAgreement(ServerInstance server, bool isMoving, MonotonicTime now)
    {
        if (isMoving)
        {
            server.CancelAndForget(ContractCause.Reconfigured, now);
        }
        else
        {
            server.Part(ContractCause.Reconfigured, now);
        }
    }

    private static DropReason ToDropReason(PtpDecodeError error) => error switch
    {
        PtpDecodeError.TooShort => DropReason.TooShort,
        PtpDecodeError.WrongVersion => DropReason.WrongVersion,
        _ => DropReason.BadLength,
    };

    private ServerInstance? Find(PtpAddress address)
    {
        foreach (ServerInstance server in _servers)
        {
            if (server.Address == address)
            {
                return server;
            }
        }

        foreach (ServerInstance server in _leaving)
        {
            if (server.Address == address)
            {
                return server;
            }
        }

        return null;
    }

    private ServerInstance? Find(TransmitId id)
    {
        foreach (ServerInstance server in _servers)
        {
            if (server.Id == (byte)(id.Value >> 16) && server.Generation == (byte)(id.Value >> 24))
            {
                return server;
            }
        }

        return null;
    }

    private List<ServerInstance> Select(byte? serverId) => _servers.FindAll(server => serverId is null || server.Id == serverId);

    private void SetLockout(byte serverId, bool isLockedOut, MonotonicTime now)
    {
        foreach (ServerInstance server in Select(serverId))
        {
            server.Qualification.IsLockedOut = isLockedOut;
        }

        EvaluateAndSchedule(now);
    }

    /// <summary>Makes the live servers those of the settings: keeps, starts, or lets go.</summary>
    private void SettleServers(MonotonicTime now)
    {
        EquatableArray<ServerSettings> wanted = _context.Settings.Servers;
        for (int index = _servers.Count - 1; index >= 0; index--)
        {
            ServerInstance server = _servers[index];
            if (!wanted.Any(settings => settings.Id == server.Id && settings.Address == server.Address))
            {
                _servers.RemoveAt(index);
                server.IsTraced = false;
                server.Stop(now);
                server.Tick(now);
                _leaving.Add(server);
            }
        }

        foreach (ServerSettings settings in wanted)
        {
            ServerInstance? server = _servers.Find(candidate => candidate.Id == settings.Id);
            if (server is null)
            {
                server = new(_context, settings, _servo, _generation++);
                _servers.Add(server);
                server.Start(now);
            }
            else
            {
                server.Configure(settings, now);
                server.EnsureStarted(now);
            }
        }

        _servers.Sort((left, right) => left.Id.CompareTo(right.Id));
    }

    private void ForgetPending()
    {
        foreach (ServerInstance server in _servers)
        {
            server.Timing.ForgetPending();
        }
    }

    private void EvaluateAndSchedule(MonotonicTime now)
    {
        // What one server needs depends on which is traced, and which is traced on what they have: a few rounds settle it.
        _context.NeedsEvaluation = true;
        for (int round = 0; round < MostEvaluations && _context.NeedsEvaluation && _isRunning; round++)
        {
            _context.NeedsEvaluation = false;
            foreach (ServerInstance server in _servers)
            {
                server.Evaluate(now);
            }

            _trace.Reselect(now);
            foreach (ServerInstance server in _servers)
            {
                server.UpdateWanted(now);
            }
        }

        _context.NeedsEvaluation = false;
        Schedule();
    }

    private void Schedule()
    {
        MonotonicTime due = MonotonicTime.Earlier(_servo.Due, _isRunning ? _trace.Deadline : MonotonicTime.Never);
        foreach (ServerInstance server in _servers)
        {
            due = MonotonicTime.Earlier(due, server.Deadline);
        }

        foreach (ServerInstance server in _leaving)
        {
            due = MonotonicTime.Earlier(due, server.Deadline);
        }

        // Deadlines that moved later are noticed when the timer fires: packets then cost no call to the shell.
        if (due < _timerDue)
        {
            _timerDue = due;
            _context.Actions.SetTimer(due);
        }
        else if (due.IsNever && !_timerDue.IsNever)
        {
            _timerDue = MonotonicTime.Never;
            _context.Actions.CancelTimer();
        }
    }
}
