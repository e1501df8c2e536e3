using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>A unicast grandmaster without I/O: grants, denies, cancels, and sends what it granted. A peer for tests, simulation and other people's clients.</summary>
/// <remarks>Single-threaded; every handler is given the monotonic time. Event messages' timestamps come back through <see cref="OnTransmitted"/>.</remarks>
public sealed class GrandmasterCore
{
    private readonly IGrandmasterActions _actions;
    private readonly List<GrandmasterClient> _clients = [];
    private readonly byte[] _buffer = new byte[256];

    public GrandmasterCore(GrandmasterSettings settings, IGrandmasterActions actions)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(actions);
        Settings = settings;
        _actions = actions;
    }

    /// <summary>Settings in force; may be replaced at any time: clock class, faults and step mode take effect with the next message.</summary>
    public GrandmasterSettings Settings { get; set; }

    /// <summary>Datagrams that were not for us or not understood.</summary>
    public long Dropped { get; private set; }

    private PortIdentity Self => new(Settings.Identity, 1);

    /// <summary>A datagram arrived; any bytes, never throws.</summary>
    public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PtpInstant? receiveTimestamp, PtpChannel channel, MonotonicTime now)
    {
        bool isOurs = PtpHeader.TryRead(datagram, out PtpHeader header, out _)
            && header.DomainNumber == Settings.Domain
            && header.MajorSdoId == 0
            && header.Source.Clock != Settings.Identity;
        if (isOurs && header.MessageType == MessageType.Signaling && channel == PtpChannel.General)
        {
            OnSignaling(datagram, source, now);
        }
        else if (isOurs && header.MessageType == MessageType.DelayReq && channel == PtpChannel.Event)
        {
            OnDelayReq(header, source, receiveTimestamp, now);
        }
        else
        {
            Dropped++;
        }

        Schedule();
    }

    /// <summary>The transmit timestamp of a Sync, on the server's clock.</summary>
    public void OnTransmitted(TransmitId id, PtpInstant timestamp, MonotonicTime now)
    {
        if (!Settings.TwoStep || Has(GrandmasterFaults.MuteFollowUp) || Find((ushort)(id.Value >> 16)) is not { } client)
        {
            return;
        }

        SequenceId sequence = new((ushort)id.Value);
        FollowUpMessage followUp = new(NewHeader(sequence) with { Correction = TimeInterval.FromDuration(Settings.SyncCorrection) }, WireTimestamp.FromInstant(timestamp));
        _actions.SendGeneral(client.Address, _buffer.AsSpan(0, followUp.Write(_buffer)));
    }

    /// <summary>Sends what is due.</summary>
    public void OnTimer(MonotonicTime now)
    {
        foreach (GrandmasterClient client in _clients)
        {
            if (client.Announce.TakeDue(now))
            {
                SendAnnounce(client);
            }

            if (client.Sync.TakeDue(now))
            {
                SendSync(client);
            }
        }

        Schedule();
    }

    /// <summary>Withdraws one service from one client, as a server running out of resources does.</summary>
    public void Cancel(PtpAddress client, MessageType message)
    {
        foreach (GrandmasterClient candidate in _clients)
        {
            if (candidate.Address == client && candidate.Find(message) is { } contract)
            {
                contract.End();
                SignalingWriter writer = new(_buffer, NewHeader(candidate.SignalingSequence), candidate.Port);
                writer.Append(new CancelUnicastTlv(message, CancelFlags.None));
                SendSignaling(candidate, writer);
            }
        }
    }

    /// <summary>Withdraws one service from every client that has it.</summary>
    public void Cancel(MessageType message, MonotonicTime now)
    {
        foreach (GrandmasterClient client in _clients)
        {
            if (client.Find(message) is { } contract && contract.IsActive(now))
            {
                Cancel(client.Address, message);
            }
        }
    }

    /// <summary>Withdraws everything from everybody.</summary>
    public void Shutdown(MonotonicTime now)
    {
        foreach (GrandmasterClient client in _clients)
        {
            SignalingWriter writer = new(_buffer, NewHeader(client.SignalingSequence), client.Port);
            foreach (MessageType message in (ReadOnlySpan<MessageType>)[MessageType.Announce, MessageType.Sync, MessageType.DelayResp])
            {
                if (client.Find(message) is { } contract && contract.IsActive(now))
                {
                    contract.End();
                    writer.Append(new CancelUnicastTlv(message, CancelFlags.None));
                }
            }

            if (!writer.IsEmpty)
            {
                SendSignaling(client, writer);
            }
        }
    }

    /// <summary>Snapshot of all clients that ever asked.</summary>
    public IReadOnlyList<GrandmasterClientStatus> GetClients(MonotonicTime now) => _clients.ConvertAll(client => client.ToStatus(now));

    private void OnSignaling(ReadOnlySpan<byte> datagram, PtpAddress source, MonotonicTime now)
    {
        if (Has(GrandmasterFaults.MuteSignaling) || !SignalingMessage.TryRead(datagram, out SignalingMessage message, out _) || !message.Target.Targets(Self))
        {
            Dropped++;
            return;
        }

        if (FindOrAdd(source) is not { } client)
        {
            Dropped++;
            return;
        }

        client.Port = message.Header.Source;
        SignalingWriter answer = new(_buffer, NewHeader(client.SignalingSequence), client.Port);
        foreach (Tlv tlv in message)
        {
            // Room for the largest answer; a message with more TLVs than services is answered in part.
            if (answer.Length + GrantUnicastTlv.Size > _buffer.Length)
            {
                break;
            }

            Answer(client, tlv, ref answer, now);
        }

        if (!answer.IsEmpty)
        {
            SendSignaling(client, answer);
        }
    }

    private void Answer(GrandmasterClient client, Tlv tlv, ref SignalingWriter answer, MonotonicTime now)
    {
        switch (tlv.Type)
        {
            case TlvType.RequestUnicastTransmission when RequestUnicastTlv.TryRead(tlv.Value, out RequestUnicastTlv request, out _):
                client.Requests++;
                answer.Append(Decide(client, request, now));
                break;
            case TlvType.CancelUnicastTransmission when CancelUnicastTlv.TryRead(tlv.Value, out CancelUnicastTlv cancel, out _):
                client.CancelsReceived++;
                client.Find(cancel.MessageType)?.End();
                answer.Append(new AcknowledgeCancelUnicastTlv(cancel.MessageType, cancel.Flags));
                break;
            case TlvType.AcknowledgeCancelUnicastTransmission:
                client.AcknowledgesReceived++;
                break;
        }
    }

    private GrantUnicastTlv Decide(GrandmasterClient client, in RequestUnicastTlv request, MonotonicTime now)
    {
        if (client.Find(request.MessageType) is not { } contract || Denies(request.MessageType) || request.DurationSeconds == 0)
        {
            client.Denials++;
            return new(request.MessageType, request.Interval, 0, RenewalInvited: false);
        }

        LogInterval interval = request.Interval < Settings.FastestInterval ? Settings.FastestInterval : request.Interval;
        uint seconds = Math.Min(request.DurationSeconds, (uint)Settings.MaximumDurationSeconds);
        contract.Grant(interval, seconds, now);
        return new(request.MessageType, interval, seconds, Settings.InviteRenewal);
    }

    private bool Denies(MessageType message) => message switch
    {
        MessageType.Announce => Has(GrandmasterFaults.DenyAnnounce),
        MessageType.Sync => Has(GrandmasterFaults.DenySync),
        _ => Has(GrandmasterFaults.DenyDelayResp),
    };

    private void OnDelayReq(in PtpHeader header, PtpAddress source, PtpInstant? received, MonotonicTime now)
    {
        GrandmasterClient? client = _clients.Find(candidate => candidate.Address == source);
        if (client is null || !client.DelayResp.IsActive(now) || received is not { } arrival)
        {
            Dropped++;
            return;
        }

        client.DelayRequests++;
        if (Has(GrandmasterFaults.MuteDelayResp))
        {
            return;
        }

        // IEEE 1588 §11.3.2: the request's correctionField is handed back to be taken off.
        DelayRespMessage response = new(NewHeader(header.SequenceId) with { Correction = header.Correction }, WireTimestamp.FromInstant(arrival), header.Source);
        client.DelayResp.Sent++;
        _actions.SendGeneral(source, _buffer.AsSpan(0, response.Write(_buffer)));
    }

    private void SendAnnounce(GrandmasterClient client)
    {
        if (Has(GrandmasterFaults.MuteAnnounce))
        {
            return;
        }

        PtpFlags flags = PtpFlags.Unicast | PtpFlags.PtpTimescale | PtpFlags.TimeTraceable | PtpFlags.FrequencyTraceable | PtpFlags.CurrentUtcOffsetValid;
        AnnounceMessage announce = new()
        {
            // Announce alone states its interval, even in unicast.
            Header = NewHeader(client.Announce.Sequence) with { Flags = flags, LogMessageInterval = client.Announce.Interval },
            OriginTimestamp = WireTimestamp.FromInstant(_actions.ReadClock()),
            CurrentUtcOffset = Settings.CurrentUtcOffset,
            GrandmasterPriority1 = Settings.Priority1,
            ClockClass = Settings.ClockClass,
            ClockAccuracy = Settings.ClockAccuracy,
            OffsetScaledLogVariance = 0x4E5D,
            GrandmasterPriority2 = Settings.Priority2,
            Grandmaster = Settings.Identity,
            StepsRemoved = Settings.StepsRemoved,
            TimeSource = Settings.TimeSource,
        };
        client.Announce.Sequence = client.Announce.Sequence.Next;
        client.Announce.Sent++;
        _actions.SendGeneral(client.Address, _buffer.AsSpan(0, announce.Write(_buffer)));
    }

    private void SendSync(GrandmasterClient client)
    {
        if (Has(GrandmasterFaults.MuteSync))
        {
            return;
        }

        SequenceId id = client.Sync.Sequence;
        client.Sync.Sequence = id.Next;
        client.Sync.Sent++;
        PtpHeader header = NewHeader(id);
        header = Settings.TwoStep
            ? header with { Flags = PtpFlags.Unicast | PtpFlags.TwoStep }
            : header with { Correction = TimeInterval.FromDuration(Settings.SyncCorrection) };
        SyncMessage sync = new(header, WireTimestamp.FromInstant(_actions.ReadClock()));
        _actions.SendEvent(new(((uint)client.Index << 16) | id.Value), client.Address, _buffer.AsSpan(0, sync.Write(_buffer)));
    }

    private void SendSignaling(GrandmasterClient client, scoped in SignalingWriter writer)
    {
        client.SignalingSequence = client.SignalingSequence.Next;
        _actions.SendGeneral(client.Address, writer.Finish());
    }

    private PtpHeader NewHeader(SequenceId sequence) => new()
    {
        MinorVersion = Settings.MinorVersion,
        DomainNumber = Settings.Domain,
        Flags = PtpFlags.Unicast,
        Source = Self,
        SequenceId = sequence,
        LogMessageInterval = LogInterval.Unspecified,
    };

    private bool Has(GrandmasterFaults fault) => (Settings.Faults & fault) != 0;

    private GrandmasterClient? Find(ushort index) => index < _clients.Count ? _clients[index] : null;

    private GrandmasterClient? FindOrAdd(PtpAddress address)
    {
        GrandmasterClient? client = _clients.Find(candidate => candidate.Address == address);
        if (client is null && _clients.Count < Settings.MaximumClients)
        {
            client = new(address, (ushort)_clients.Count);
            _clients.Add(client);
        }

        return client;
    }

    private void Schedule()
    {
        MonotonicTime due = MonotonicTime.Never;
        foreach (GrandmasterClient client in _clients)
        {
            due = MonotonicTime.Earlier(due, client.Deadline);
        }

        if (!due.IsNever)
        {
            _actions.SetTimer(due);
        }
    }
}
