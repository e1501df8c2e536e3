using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Negotiation;

/// <summary>Unicast negotiation with one server: three contracts, the learned identity, and the TLVs between them (G.8265.1 §6.6, IEEE 1588 §16.1).</summary>
internal sealed class UnicastNegotiator
{
    private const int LongestGrantSeconds = 1000;

    private readonly SlaveContext _context;
    private readonly PtpAddress _address;
    private readonly ServerCounters _counters;
    private readonly UnicastContract[] _contracts;
    private SequenceId _sequence;
    private PortIdentity _partingTarget;
    private byte _partingDomain;

    public UnicastNegotiator(SlaveContext context, PtpAddress address, ServerCounters counters, IContractObserver observer)
    {
        _context = context;
        _address = address;
        _counters = counters;
        SignallingLoss loss = new();
        Announce = new(MessageType.Announce, observer, loss, context.Random);
        Sync = new(MessageType.Sync, observer, loss, context.Random);
        DelayResp = new(MessageType.DelayResp, observer, loss, context.Random);
        _contracts = [Announce, Sync, DelayResp];
    }

    public UnicastContract Announce { get; }

    public UnicastContract Sync { get; }

    public UnicastContract DelayResp { get; }

    public ReadOnlySpan<UnicastContract> Contracts => _contracts;

    /// <summary>The port identity the server's grants came from, or null.</summary>
    public PortIdentity? Identity { get; private set; }

    /// <summary>True when the host refused the last Signaling message.</summary>
    public bool IsUnreachable { get; private set; }

    public bool AnyInForce => Announce.IsInForce || Sync.IsInForce || DelayResp.IsInForce;

    /// <summary>True when nothing is in force, asked for or being cancelled.</summary>
    public bool IsAtRest => Announce.State == ContractState.Idle && Sync.State == ContractState.Idle && DelayResp.State == ContractState.Idle;

    public MonotonicTime Deadline =>
        MonotonicTime.Earlier(Announce.Deadline, MonotonicTime.Earlier(Sync.Deadline, DelayResp.Deadline));

    /// <summary>The contract for a message type of a TLV, or null.</summary>
    public UnicastContract? Find(MessageType message) => message switch
    {
        MessageType.Announce => Announce,
        MessageType.Sync => Sync,
        MessageType.DelayResp => DelayResp,
        _ => null,
    };

    public void Configure(MonotonicTime now)
    {
        foreach (UnicastContract contract in _contracts)
        {
            contract.Configure(_context.Settings.RequestFor(contract.Message), _context.Settings.Negotiation, now);
        }
    }

    /// <summary>True while the server has not acknowledged the end of what was agreed before.</summary>
    public bool IsParting => Announce.IsParting || Sync.IsParting || DelayResp.IsParting;

    /// <summary>True for the domain in which acknowledgements of the old agreement are still awaited.</summary>
    public bool Awaits(byte domain) => domain == _partingDomain && IsParting;

    /// <summary>Runs every contract's clock and sends what they ask for.</summary>
    public void Tick(MonotonicTime now)
    {
        TickParting(now);
        bool stacked = _context.Settings.Negotiation.Stacking == TlvStacking.Stacked;
        PortIdentity target = NextTarget();
        SignalingWriter writer = NewMessage(target);
        foreach (UnicastContract contract in _contracts)
        {
            switch (contract.IsParting ? ContractSignal.None : contract.Tick(now))
            {
                case ContractSignal.Request:
                    writer.Append(new RequestUnicastTlv(contract.Message, contract.Request.Interval, (uint)contract.Request.DurationSeconds));
                    break;
                case ContractSignal.Cancel:
                    writer.Append(new CancelUnicastTlv(contract.Message, CancelFlags.None));
                    break;
            }

            if (!stacked && !writer.IsEmpty)
            {
                Send(writer);
                writer = NewMessage(target);
            }
        }

        if (!writer.IsEmpty)
        {
            Send(writer);
        }
    }

    /// <summary>Cancels everything, in the domain and to the identity it was agreed with, until it is acknowledged; forgets the identity.</summary>
    public void Part(ContractCause cause, MonotonicTime now)
    {
        if (!IsParting)
        {
            _partingDomain = _context.Settings.EffectiveDomain;
            _partingTarget = Identity ?? PortIdentity.Wildcard;
        }

        foreach (UnicastContract contract in _contracts)
        {
            contract.Part(cause, now);
        }

        Identity = null;
        TickParting(now);
    }

    /// <summary>Cancels everything in one message, waits for nobody, and forgets.</summary>
    public void CancelAndForget(ContractCause cause, MonotonicTime now)
    {
        SignalingWriter writer = IsParting ? NewPartingMessage() : NewMessage(Identity ?? PortIdentity.Wildcard);
        foreach (UnicastContract contract in _contracts)
        {
            if (contract.Drop(cause, now))
            {
                contract.Counters.CancelsSent++;
                writer.Append(new CancelUnicastTlv(contract.Message, CancelFlags.None));
            }
        }

        if (!writer.IsEmpty)
        {
            Send(writer);
        }

        Identity = null;
    }

    /// <summary>True when a non-signaling message of <paramref name="source"/> may be used for <paramref name="contract"/>.</summary>
    public DropReason Check(PortIdentity source, UnicastContract contract, MonotonicTime now)
    {
        if (!contract.IsWanted || !contract.IsUsable(now))
        {
            return DropReason.NotGranted;
        }

        return Identity == source ? DropReason.None : DropReason.WrongIdentity;
    }

    public void OnSignaling(scoped in SignalingMessage message, MonotonicTime now)
    {
        if (!message.Target.Targets(_context.Self))
        {
            _counters.Drop(DropReason.WrongTarget);
            return;
        }

        PortIdentity source = message.Header.Source;
        // An identity binds as long as anything is in force; a restarted server may present another one only after that.
        if (AnyInForce && Identity is { } known && known != source)
        {
            _counters.Drop(DropReason.WrongIdentity);
            return;
        }

        SignalingWriter answer = new(_context.Buffer, _context.NewHeader(_sequence), source);
        bool isFarewell = message.Header.DomainNumber != _context.Settings.EffectiveDomain;
        foreach (Tlv tlv in message)
        {
            if (isFarewell && tlv.Type != TlvType.AcknowledgeCancelUnicastTransmission)
            {
                // The old domain's server has nothing more to say than that it has understood.
                _counters.Drop(DropReason.WrongDomain);
                continue;
            }

            switch (tlv.Type)
            {
                case TlvType.GrantUnicastTransmission:
                    OnGrant(tlv.Value, source, now);
                    break;
                case TlvType.CancelUnicastTransmission:
                    OnCancel(tlv.Value, source, ref answer, now);
                    break;
                case TlvType.AcknowledgeCancelUnicastTransmission:
                    OnAcknowledge(tlv.Value, now);
                    break;
                case TlvType.RequestUnicastTransmission:
                    _counters.Drop(DropReason.RequestRefused);
                    break;
            }
        }

        if (!answer.IsEmpty)
        {
            Send(answer);
        }
    }

    /// <summary>
    /// Renewals and cancels go to the learned identity; requests without anything in force go to whoever has the address (all ones), because a
    /// restarted server may have become another clock.
    /// </summary>
    private PortIdentity NextTarget()
    {
        bool starting = !AnyInForce && (Announce.IsWanted || Sync.IsWanted || DelayResp.IsWanted);
        return Identity is { } known && !starting ? known : PortIdentity.Wildcard;
    }

    private void OnGrant(ReadOnlySpan<byte> value, PortIdentity source, MonotonicTime now)
    {
        if (!GrantUnicastTlv.TryRead(value, out GrantUnicastTlv grant, out _))
        {
            _counters.Drop(DropReason.MalformedTlv);
            return;
        }

        if (Find(grant.MessageType) is not { IsAsked: true } contract)
        {
            _counters.Drop(DropReason.Unsolicited);
            return;
        }

        if (grant.IsDenial)
        {
            contract.OnDenial();
            return;
        }

        if (!IsPermitted(grant))
        {
            _counters.Drop(DropReason.GrantOutOfRange);
            contract.OnDenial();
            return;
        }

        Learn(source, now);
        contract.OnGrant(grant.Interval, (int)Math.Min(grant.DurationSeconds, LongestGrantSeconds), now);
    }

    /// <summary>Slower and shorter than asked is fine inside the profile's ranges; faster too, the receiver polices it.</summary>
    private bool IsPermitted(in GrantUnicastTlv grant)
    {
        bool profile = _context.Settings.FrequencyProfile;
        int slowest = profile ? 4 : 7;
        int fastest = profile && grant.MessageType == MessageType.Announce ? -3 : -7;
        return grant.Interval.Log2Seconds >= fastest && grant.Interval.Log2Seconds <= slowest && grant.DurationSeconds >= (profile ? 60u : 10u);
    }

    private void Learn(PortIdentity source, MonotonicTime now)
    {
        if (Identity is { } old && old != source)
        {
            // What another incarnation granted is void.
            foreach (UnicastContract contract in _contracts)
            {
                contract.OnForgotten(now);
            }
        }

        Identity = source;
        IsUnreachable = false;
    }

    private void OnCancel(ReadOnlySpan<byte> value, PortIdentity source, ref SignalingWriter answer, MonotonicTime now)
    {
        if (!CancelUnicastTlv.TryRead(value, out CancelUnicastTlv cancel, out _))
        {
            _counters.Drop(DropReason.MalformedTlv);
            return;
        }

        if (Find(cancel.MessageType) is not { } contract || Identity != source)
        {
            _counters.Drop(Identity == source ? DropReason.Unsolicited : DropReason.WrongIdentity);
            return;
        }

        // One acknowledgement per message and type is enough, however often a sender repeats the TLV.
        if (answer.Length <= SignalingMessage.FixedSize + (2 * AcknowledgeCancelUnicastTlv.Size))
        {
            contract.Counters.AcknowledgesSent++;
            answer.Append(new AcknowledgeCancelUnicastTlv(cancel.MessageType, cancel.Flags));
        }

        // maintainGrant: the peer withdraws a request of its own, what it granted us stays (2019 edition).
        if ((cancel.Flags & CancelFlags.MaintainGrant) == 0)
        {
            contract.OnCancelledByServer(now);
        }
    }

    private void OnAcknowledge(ReadOnlySpan<byte> value, MonotonicTime now)
    {
        if (!AcknowledgeCancelUnicastTlv.TryRead(value, out AcknowledgeCancelUnicastTlv acknowledge, out _))
        {
            _counters.Drop(DropReason.MalformedTlv);
        }
        else if (Find(acknowledge.MessageType) is { State: ContractState.Cancelling } contract)
        {
            contract.OnCancelAcknowledged(now);
        }
        else
        {
            _counters.Drop(DropReason.Unsolicited);
        }
    }

    private void TickParting(MonotonicTime now)
    {
        if (!IsParting)
        {
            return;
        }

        SignalingWriter writer = NewPartingMessage();
        foreach (UnicastContract contract in _contracts)
        {
            if (contract.IsParting && contract.Tick(now) == ContractSignal.Cancel)
            {
                writer.Append(new CancelUnicastTlv(contract.Message, CancelFlags.None));
            }
        }

        if (!writer.IsEmpty)
        {
            Send(writer);
        }
    }

    private SignalingWriter NewPartingMessage() =>
        new(_context.Buffer, _context.NewHeader(_sequence) with { DomainNumber = _partingDomain }, _partingTarget);

    private SignalingWriter NewMessage(PortIdentity target) => new(_context.Buffer, _context.NewHeader(_sequence), target);

    private void Send(scoped in SignalingWriter writer)
    {
        _sequence = _sequence.Next;
        _counters.SentSignaling++;
        IsUnreachable = !_context.Actions.SendGeneral(_address, writer.Finish());
        if (IsUnreachable)
        {
            _counters.SendFailures++;
        }
    }
}
