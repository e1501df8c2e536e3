using AcrNetconf.Ptp;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>A locked client and a shell that answers it without allocating, to measure the hot path alone.</summary>
internal sealed class AllocationProbe : IPtpActions
{
    private readonly TelecomSlave _slave;
    private readonly byte[] _packet = new byte[128];
    private MonotonicTime _now = new(1_000_000_000);
    private MonotonicTime _due = MonotonicTime.Never;
    private SequenceId _sync;
    private TransmitId? _request;

    public AllocationProbe()
    {
        TelecomSlaveSettings settings = PtpLab.OneServer(PtpLab.Seed) with
        {
            Sync = new(new LogInterval(-7), 1000),
            DelayResp = new(new LogInterval(-7), 1000),
            Ptsf = new() { AnnounceReceiptTimeout = 255 },
        };
        _slave = new(settings, SlaveHost.Identity, Servo, this, new Random(1));
        _slave.Start(_now);
        _slave.OnTimer(_now);
        SignalingWriter writer = new(_packet, Header(default), PortIdentity.Wildcard);
        writer.Append(new GrantUnicastTlv(MessageType.Announce, new(4), 1000, true));
        writer.Append(new GrantUnicastTlv(MessageType.Sync, new(-7), 1000, true));
        writer.Append(new GrantUnicastTlv(MessageType.DelayResp, new(-7), 1000, true));
        Deliver(writer.Finish(), PtpChannel.General);
        AnnounceMessage announce = new() { Header = Header(default), Grandmaster = PtpLab.Identity1 };
        Deliver(_packet.AsSpan(0, announce.Write(_packet)), PtpChannel.General);
    }

    public RecordingServo Servo { get; } = new();

    public void Record(SampleRecorder? recorder) => _slave.Record(recorder);

    /// <summary>Two-step Sync, Follow_Up, and a Delay_Req with its stamp and its response, this many times.</summary>
    public void Run(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            _now = _now.PlusNanoseconds(7_812_500);
            _sync = _sync.Next;
            SyncMessage sync = new(Header(_sync) with { Flags = PtpFlags.TwoStep }, default);
            Deliver(_packet.AsSpan(0, sync.Write(_packet)), PtpChannel.Event);
            FollowUpMessage followUp = new(Header(_sync), new(1_700_000_000, _sync.Value));
            Deliver(_packet.AsSpan(0, followUp.Write(_packet)), PtpChannel.General);
            while (_request is null)
            {
                _now = _now > _due ? _now : _due;
                _slave.OnTimer(_now);
            }

            TransmitId id = _request.Value;
            _request = null;
            _slave.OnTransmitted(id, ReadClock(), _now);
            DelayRespMessage response = new(Header(new((ushort)id.Value)), new(1_700_000_000, 2), new(SlaveHost.Identity, 1));
            Deliver(_packet.AsSpan(0, response.Write(_packet)), PtpChannel.General);
        }
    }

    public bool SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet)
    {
        _request = id;
        return true;
    }

    public bool SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet) => true;

    public void SetTimer(MonotonicTime due) => _due = due;

    public void CancelTimer() => _due = MonotonicTime.Never;

    public PtpInstant ReadClock() => new(1_700_000_000_000_000_000 + _now.Nanoseconds);

    public void AdjustFrequency(double ppb)
    {
    }

    public void StepClock(PtpDuration offset)
    {
    }

    public void Report(PtpEvent occurrence)
    {
    }

    private static PtpHeader Header(SequenceId sequence) => new() { Source = new(PtpLab.Identity1, 1), SequenceId = sequence, Flags = PtpFlags.Unicast };

    private void Deliver(ReadOnlySpan<byte> packet, PtpChannel channel) =>
        _slave.OnDatagram(packet, PtpLab.Server1, channel == PtpChannel.Event ? ReadClock() : null, channel, _now);
}
