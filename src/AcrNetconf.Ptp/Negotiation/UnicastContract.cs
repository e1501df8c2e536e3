using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Negotiation;

/// <summary>One service of one server: what we asked for, what was granted, and when to speak next.</summary>
/// <remarks>Decides; sends nothing. The negotiator turns <see cref="Tick"/>'s answer into TLVs.</remarks>
internal sealed class UnicastContract(MessageType message, IContractObserver observer, SignallingLoss loss, Random random)
{
    /// <summary>A contract cancelled sooner than this after its grant counts as a failed try, so that grant and cancel cannot chase each other.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(60);

    private NegotiationSettings _pace = new();
    private MonotonicTime _grantedAt;
    private MonotonicTime _expiry;
    private MonotonicTime _renewAt = MonotonicTime.Never;
    private MonotonicTime _nextTry = MonotonicTime.Never;
    private MonotonicTime _lastTry = new(long.MinValue / 2);
    private MonotonicTime _pauseUntil = MonotonicTime.Never;
    private bool _isAsked;
    private bool _mayBeRenewed;
    private bool _isInGrace;
    private bool _answeredThisRound;
    private bool _deniedThisRound;
    private bool _isParting;
    private int _shortLives;

    public MessageType Message => message;

    public ContractState State { get; private set; }

    public ContractCause Cause { get; private set; }

    public RequestSettings Request { get; private set; }

    public LogInterval GrantedInterval { get; private set; }

    public int GrantedSeconds { get; private set; }

    public int Tries { get; private set; }

    public ContractCounters Counters { get; } = new();

    public bool IsInForce => ContractFsm.IsInForce(State);

    public bool IsWanted => State is not (ContractState.Idle or ContractState.Cancelling);

    /// <summary>Being cancelled before it starts anew: not wanted again until the server acknowledged or all tries were spent.</summary>
    public bool IsParting => _isParting && State == ContractState.Cancelling;

    /// <summary>True while a request is unanswered: only then is a grant taken.</summary>
    public bool IsAsked => _isAsked;

    /// <summary>True while the server's grant has not run out, even if it went silent: its messages are welcome.</summary>
    public bool IsUsable(MonotonicTime now) => now < _expiry;

    /// <summary>When <see cref="Tick"/> next has something to do.</summary>
    public MonotonicTime Deadline => State switch
    {
        ContractState.Requesting or ContractState.Cancelling => _nextTry,
        ContractState.Granted => MonotonicTime.Earlier(_renewAt, _expiry),
        ContractState.Renewing => MonotonicTime.Earlier(_nextTry, _expiry),
        ContractState.RenewalPaused => MonotonicTime.Earlier(_pauseUntil, _expiry),
        ContractState.LockedOut => _pauseUntil,
        _ => MonotonicTime.Never,
    };

    /// <summary>New values; a changed interval is asked for at once, a changed duration with the next request.</summary>
    public void Configure(RequestSettings request, NegotiationSettings pace, MonotonicTime now)
    {
        bool intervalChanged = request.Interval != Request.Interval;
        Request = request;
        _pace = pace;
        if (intervalChanged && IsWanted)
        {
            BeginRound(now);
            // An operator's change is a new question: it need not wait for the pause owed to the old one.
            ContractState from = State;
            State = IsInForce ? ContractState.Renewing : ContractState.Requesting;
            SetCause(from, ContractCause.Reconfigured, now);
        }
    }

    public void Want(MonotonicTime now)
    {
        if (!IsWanted && !IsParting)
        {
            _shortLives = 0;
            _isParting = false;
            BeginRound(now);
            Fire(ContractEvent.Wanted, ContractCause.Wanted, now);
        }
    }

    public void Unwant(MonotonicTime now)
    {
        if (!IsWanted)
        {
            return;
        }

        bool owed = IsInForce || _isAsked || IsUsable(now);
        Void(now);
        BeginRound(now);
        _nextTry = now;
        _isParting = false;
        Fire(owed ? ContractEvent.Unwanted : ContractEvent.Abandoned, ContractCause.CancelledByClient, now);
    }

    /// <summary>Ends what was agreed, with acknowledgement, before anything new is asked for.</summary>
    public void Part(ContractCause cause, MonotonicTime now)
    {
        bool owed = IsOwed(now);
        Void(now);
        BeginRound(now);
        _nextTry = now;
        _isParting = owed;
        ContractState from = State;
        State = owed ? ContractState.Cancelling : ContractState.Idle;
        SetCause(from, cause, now);
    }

    /// <summary>Back to nothing without waiting for anybody; true when the server should be told.</summary>
    public bool Drop(ContractCause cause, MonotonicTime now)
    {
        bool owed = IsOwed(now);
        Void(now);
        if (owed)
        {
            // The network may reorder: a request close behind the CANCEL could be granted first and cancelled second.
            _lastTry = now;
        }

        ContractState from = State;
        State = ContractState.Idle;
        SetCause(from, cause, now);
        return owed;
    }

    /// <summary>A grant in the permitted range. Returns false when nobody asked.</summary>
    public bool OnGrant(LogInterval interval, int seconds, MonotonicTime now)
    {
        if (!_isAsked || !IsWanted)
        {
            return false;
        }

        Answered();
        Counters.GrantsReceived++;
        // §16.1.4.2 of IEEE 1588: the clock of the contract starts anew at the grant, it does not add to what remained.
        GrantedInterval = interval;
        GrantedSeconds = seconds;
        _grantedAt = now;
        _expiry = now + TimeSpan.FromSeconds(seconds);
        _mayBeRenewed = false;
        _isInGrace = false;
        double renewAfter = RenewalPolicy.RenewAfterSeconds(seconds, _pace, loss.Probability);
        _renewAt = now + TimeSpan.FromSeconds(renewAfter * (1 - (0.05 * random.NextDouble())));
        _isAsked = false;
        Fire(ContractEvent.Granted, ContractCause.Granted, now);
        return true;
    }

    /// <summary>A denial, or a grant outside the permitted range. The contract in force, if any, stays.</summary>
    public bool OnDenial()
    {
        if (!_isAsked || !IsWanted)
        {
            return false;
        }

        Answered();
        Counters.DenialsReceived++;
        _deniedThisRound = true;
        _isAsked = false;
        _mayBeRenewed = false;
        return true;
    }

    public void OnCancelledByServer(MonotonicTime now)
    {
        Counters.CancelsReceived++;
        if (!IsInForce && State != ContractState.Cancelling)
        {
            _expiry = now;
            return;
        }

        _shortLives = now - _grantedAt < ShortLife ? _shortLives + 1 : 0;
        Void(now);
        BeginRound(now);
        Tries = Math.Min(_shortLives, _pace.MaximumTries);
        _nextTry = now + _pace.QueryInterval.ToTimeSpan();
        Fire(ContractEvent.CancelledByServer, ContractCause.CancelledByServer, now);
    }

    public void OnCancelAcknowledged(MonotonicTime now)
    {
        Counters.AcknowledgesReceived++;
        Fire(ContractEvent.CancelAcknowledged, ContractCause.CancelledByClient, now);
    }

    /// <summary>What was granted stopped arriving: ask again, but keep listening until the grant would have ended.</summary>
    public void OnSilent(MonotonicTime now)
    {
        if (IsInForce)
        {
            if (State == ContractState.Granted)
            {
                BeginRound(now);
            }

            Fire(ContractEvent.Silent, ContractCause.Silent, now);
        }
    }

    /// <summary>The server came back as another clock: what the old one granted is void.</summary>
    public void OnForgotten(MonotonicTime now) => _expiry = MonotonicTime.Earlier(_expiry, now);

    /// <summary>A message of this contract arrived.</summary>
    public void OnMessage(MonotonicTime now)
    {
        if (_isInGrace && IsInForce)
        {
            // It came after the end: the server did hear a renewal, and only its grant was lost. It owes us no more than that renewal asked for.
            _isInGrace = false;
            _expiry = MonotonicTime.Later(_expiry, _lastTry + TimeSpan.FromSeconds(Request.DurationSeconds));
            Counters.ImplicitRenewals++;
        }

        if (!IsInForce && IsWanted && IsUsable(now))
        {
            if (State == ContractState.LockedOut)
            {
                _renewAt = MonotonicTime.Later(_renewAt, _pauseUntil);
            }

            Fire(ContractEvent.Resumed, ContractCause.Granted, now);
        }
    }

    /// <summary>Runs the clock; says what must be sent now, at most one thing.</summary>
    public ContractSignal Tick(MonotonicTime now)
    {
        if (IsInForce && now >= _expiry && !EnterGrace(now))
        {
            if (State == ContractState.Granted)
            {
                BeginRound(now);
            }

            Fire(ContractEvent.Expired, ContractCause.Expired, now);
        }

        if (State == ContractState.Granted && now >= _renewAt)
        {
            BeginRound(now);
            Fire(ContractEvent.RenewDue, Cause, now);
        }
        else if (State is ContractState.LockedOut or ContractState.RenewalPaused && now >= _pauseUntil)
        {
            _isAsked = false;
            BeginRound(now);
            Fire(ContractEvent.PauseOver, Cause, now);
        }

        return State switch
        {
            ContractState.Requesting or ContractState.Renewing => TickRequest(now),
            ContractState.Cancelling => TickCancel(now),
            _ => ContractSignal.None,
        };
    }

    public ContractStatus ToStatus(MonotonicTime now) => new()
    {
        Message = message,
        State = State,
        IsInForce = IsInForce,
        Cause = Cause,
        Requested = Request,
        GrantedInterval = IsInForce ? GrantedInterval : null,
        GrantedDurationSeconds = IsInForce ? GrantedSeconds : null,
        Remaining = IsInForce ? _expiry - now : null,
        RenewIn = State == ContractState.Granted ? _renewAt - now : null,
        PauseRemaining = State is ContractState.LockedOut or ContractState.RenewalPaused ? _pauseUntil - now : null,
        Tries = Tries,
        RequestsSent = Counters.RequestsSent,
        GrantsReceived = Counters.GrantsReceived,
        DenialsReceived = Counters.DenialsReceived,
        Timeouts = Counters.Timeouts,
        CancelsSent = Counters.CancelsSent,
        CancelsReceived = Counters.CancelsReceived,
        AcknowledgesSent = Counters.AcknowledgesSent,
        AcknowledgesReceived = Counters.AcknowledgesReceived,
        ImplicitRenewals = Counters.ImplicitRenewals,
        Lapses = Counters.Lapses,
    };

    /// <summary>
    /// With a renewal unanswered the grant may be what was lost. Two intervals show: messages past the end prove the renewal, silence proves the end.
    /// </summary>
    private bool EnterGrace(MonotonicTime now)
    {
        if (_isInGrace || !_mayBeRenewed)
        {
            return false;
        }

        _isInGrace = true;
        _expiry = now + (2 * GrantedInterval.ToTimeSpan()) + TimeSpan.FromSeconds(1);
        return true;
    }

    private ContractSignal TickRequest(MonotonicTime now)
    {
        if (now < _nextTry)
        {
            return ContractSignal.None;
        }

        if (_isAsked)
        {
            loss.OnUnanswered();
        }

        if (Tries >= _pace.MaximumTries)
        {
            if (!_answeredThisRound)
            {
                Counters.Timeouts++;
            }

            // "Denial and silence alike": three tries, then the pause, counted from the last request.
            _pauseUntil = MonotonicTime.Later(now, _lastTry + _pace.LockoutTime);
            Fire(ContractEvent.TriesExhausted, _deniedThisRound ? ContractCause.Denied : ContractCause.NoAnswer, now);
            return ContractSignal.None;
        }

        Tries++;
        _isAsked = true;
        _mayBeRenewed = true;
        _lastTry = now;
        _nextTry = now + _pace.QueryInterval.ToTimeSpan();
        Counters.RequestsSent++;
        return ContractSignal.Request;
    }

    private ContractSignal TickCancel(MonotonicTime now)
    {
        if (now < _nextTry)
        {
            return ContractSignal.None;
        }

        if (Tries >= _pace.MaximumTries)
        {
            Fire(ContractEvent.TriesExhausted, ContractCause.CancelledByClient, now);
            return ContractSignal.None;
        }

        Tries++;
        _lastTry = now;
        _nextTry = now + _pace.QueryInterval.ToTimeSpan();
        Counters.CancelsSent++;
        return ContractSignal.Cancel;
    }

    private void Answered()
    {
        loss.OnAnswered();
        _answeredThisRound = true;
    }

    private void BeginRound(MonotonicTime now)
    {
        Tries = 0;
        _answeredThisRound = false;
        _deniedThisRound = false;
        _nextTry = MonotonicTime.Later(now, _lastTry + _pace.QueryInterval.ToTimeSpan());
    }

    private bool IsOwed(MonotonicTime now) => IsInForce || _isAsked || IsUsable(now) || State == ContractState.Cancelling;

    private void Void(MonotonicTime now)
    {
        _isAsked = false;
        _mayBeRenewed = false;
        _isInGrace = false;
        _expiry = MonotonicTime.Earlier(_expiry, now);
        _renewAt = MonotonicTime.Never;
    }

    private void Fire(ContractEvent happened, ContractCause cause, MonotonicTime now)
    {
        ContractState from = State;
        State = ContractFsm.Next(from, happened);
        SetCause(from, cause, now);
    }

    private void SetCause(ContractState from, ContractCause cause, MonotonicTime now)
    {
        if (from == State)
        {
            return;
        }

        Cause = cause;
        if (ContractFsm.IsInForce(from) && !IsInForce && IsWanted)
        {
            Counters.Lapses++;
        }

        observer.OnContractChanged(this, from, now);
    }
}
