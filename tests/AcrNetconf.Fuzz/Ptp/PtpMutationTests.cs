using AcrNetconf.Ptp;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.Fuzz.Ptp;

/// <summary>Seeded mutations of valid messages against every decoder and against a whole locked client. Replay with the seed in the failure message.</summary>
[TestClass]
public sealed class PtpMutationTests
{
    /// <summary>Mutations a run; set ACR_FUZZ_ITERATIONS for more.</summary>
    private static readonly int Iterations = int.TryParse(Environment.GetEnvironmentVariable("ACR_FUZZ_ITERATIONS"), out int set) ? set : 1_500_000;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void What_decodes_encodes_back_to_the_same_message(int seed)
    {
        Random random = new(seed);
        byte[][] corpus = Corpus();
        byte[] input = new byte[160];
        byte[] output = new byte[160];
        long decoded = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            int length = Mutate(corpus[random.Next(corpus.Length)], input, random);
            // An exact-size copy would hide nothing: spans fault on any access beyond the slice.
            ReadOnlySpan<byte> datagram = input.AsSpan(0, length);
            decoded += CheckRoundTrip(datagram, output, seed, iteration);
        }

        Assert.IsGreaterThan(Iterations / 10, decoded, "the mutations are too wild to test anything");
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(4)]
    public void A_locked_client_survives_anything_and_strays_nowhere(int seed)
    {
        Random random = new(seed);
        Bench bench = new(random);
        byte[][] corpus = Corpus();
        byte[] input = new byte[160];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            int length = Mutate(corpus[random.Next(corpus.Length)], input, random);
            bench.Feed(input.AsSpan(0, length));
        }

        TelecomSlaveStatus status = bench.Slave.GetStatus(bench.Now);
        Assert.IsTrue(status.Servers.All(server => server.Packets.Drops.Count > 5));
        Assert.IsTrue(bench.OnlyKnownPeers, $"seed {seed}: something was sent to a stranger");
    }

    private static int CheckRoundTrip(ReadOnlySpan<byte> datagram, Span<byte> output, int seed, int iteration)
    {
        if (!PtpHeader.TryRead(datagram, out PtpHeader header, out _))
        {
            return 0;
        }

        bool same = header.MessageType switch
        {
            MessageType.Sync when SyncMessage.TryRead(datagram, out SyncMessage first, out _) =>
                SyncMessage.TryRead(output[..first.Write(output)], out SyncMessage second, out _) && Equal(first.Header, second.Header) && first.OriginTimestamp == second.OriginTimestamp,
            MessageType.DelayReq when DelayReqMessage.TryRead(datagram, out DelayReqMessage first, out _) =>
                DelayReqMessage.TryRead(output[..first.Write(output)], out DelayReqMessage second, out _) && Equal(first.Header, second.Header) && first.OriginTimestamp == second.OriginTimestamp,
            MessageType.FollowUp when FollowUpMessage.TryRead(datagram, out FollowUpMessage first, out _) =>
                FollowUpMessage.TryRead(output[..first.Write(output)], out FollowUpMessage second, out _) && Equal(first.Header, second.Header) && first.PreciseOriginTimestamp == second.PreciseOriginTimestamp,
            MessageType.DelayResp when DelayRespMessage.TryRead(datagram, out DelayRespMessage first, out _) =>
                DelayRespMessage.TryRead(output[..first.Write(output)], out DelayRespMessage second, out _) && Equal(first.Header, second.Header)
                && first.ReceiveTimestamp == second.ReceiveTimestamp && first.RequestingPort == second.RequestingPort,
            MessageType.Announce when AnnounceMessage.TryRead(datagram, out AnnounceMessage first, out _) =>
                AnnounceMessage.TryRead(output[..first.Write(output)], out AnnounceMessage second, out _) && Equal(first.Header, second.Header)
                && first with { Header = default } == second with { Header = default },
            MessageType.Signaling when SignalingMessage.TryRead(datagram, out SignalingMessage message, out _) => CheckTlvs(message, output),
            _ => true,
        };
        Assert.IsTrue(same, $"seed {seed}, iteration {iteration}: {Convert.ToHexString(datagram)}");
        return 1;
    }

    private static bool CheckTlvs(SignalingMessage message, Span<byte> output)
    {
        bool same = true;
        foreach (Tlv tlv in message)
        {
            same &= tlv.Type switch
            {
                TlvType.RequestUnicastTransmission when RequestUnicastTlv.TryRead(tlv.Value, out RequestUnicastTlv first, out _) =>
                    RequestUnicastTlv.TryRead(output[4..first.Write(output)], out RequestUnicastTlv second, out _) && first == second,
                TlvType.GrantUnicastTransmission when GrantUnicastTlv.TryRead(tlv.Value, out GrantUnicastTlv first, out _) =>
                    GrantUnicastTlv.TryRead(output[4..first.Write(output)], out GrantUnicastTlv second, out _) && first == second,
                TlvType.CancelUnicastTransmission when CancelUnicastTlv.TryRead(tlv.Value, out CancelUnicastTlv first, out _) =>
                    CancelUnicastTlv.TryRead(output[4..first.Write(output)], out CancelUnicastTlv second, out _) && first == second,
                TlvType.AcknowledgeCancelUnicastTransmission when AcknowledgeCancelUnicastTlv.TryRead(tlv.Value, out AcknowledgeCancelUnicastTlv first, out _) =>
                    AcknowledgeCancelUnicastTlv.TryRead(output[4..first.Write(output)], out AcknowledgeCancelUnicastTlv second, out _) && first == second,
                _ => true,
            };
        }

        return same;
    }

    // Length is the encoder's own business: surplus octets are not written back.
    private static bool Equal(PtpHeader first, PtpHeader second) => first with { MessageLength = second.MessageLength } == second;

    private static int Mutate(byte[] seed, byte[] buffer, Random random)
    {
        seed.CopyTo(buffer, 0);
        int length = seed.Length;
        for (int change = random.Next(4); change > 0; change--)
        {
            int at = random.Next(length);
            switch (random.Next(5))
            {
                case 0:
                    buffer[at] = (byte)random.Next(256);
                    break;
                case 1:
                    buffer[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    buffer[at] = random.Next(2) == 0 ? (byte)0 : (byte)0xFF;
                    break;
                case 3:
                    length = 1 + random.Next(length);
                    break;
                default:
                    int grown = Math.Min(buffer.Length, length + random.Next(1, 16));
                    random.NextBytes(buffer.AsSpan(length, grown - length));
                    length = grown;
                    break;
            }
        }

        return length;
    }

    private static byte[][] Corpus()
    {
        PtpHeader header = new() { DomainNumber = 4, Flags = PtpFlags.Unicast | PtpFlags.TwoStep, Source = new(PtpLab.Identity1, 1), SequenceId = new(77), LogMessageInterval = LogInterval.Unspecified };
        byte[] buffer = new byte[160];
        List<byte[]> corpus =
        [
            buffer[..new SyncMessage(header, new(1_700_000_000, 5)).Write(buffer)],
            buffer[..new FollowUpMessage(header, new(1_700_000_000, 6)).Write(buffer)],
            buffer[..new DelayReqMessage(header, default).Write(buffer)],
            buffer[..new DelayRespMessage(header, new(1_700_000_000, 7), new(SlaveHost.Identity, 1)).Write(buffer)],
            buffer[..new AnnounceMessage { Header = header, ClockClass = new(84), Grandmaster = PtpLab.Identity1 }.Write(buffer)],
        ];
        SignalingWriter grants = new(buffer, header, PortIdentity.Wildcard);
        grants.Append(new GrantUnicastTlv(MessageType.Announce, new(1), 300, true));
        grants.Append(new GrantUnicastTlv(MessageType.Sync, new(-4), 300, true));
        grants.Append(new GrantUnicastTlv(MessageType.DelayResp, new(-4), 0, false));
        corpus.Add(grants.Finish().ToArray());
        SignalingWriter cancels = new(buffer, header, PortIdentity.Wildcard);
        cancels.Append(new CancelUnicastTlv(MessageType.Sync, CancelFlags.None));
        cancels.Append(new AcknowledgeCancelUnicastTlv(MessageType.Sync, CancelFlags.None));
        cancels.Append(new RequestUnicastTlv(MessageType.Sync, new(-4), 300));
        corpus.Add(cancels.Finish().ToArray());
        return [.. corpus];
    }

    /// <summary>A client with real grants, fed from both servers and a stranger while time passes.</summary>
    private sealed class Bench : IPtpActions
    {
        private static readonly PtpAddress[] Sources = [PtpLab.Server1, PtpLab.Server2, PtpAddress.Parse("198.51.100.1")];

        private readonly Random _random;
        private MonotonicTime _due = MonotonicTime.Never;
        private TransmitId _lastRequest;

        public Bench(Random random)
        {
            _random = random;
            TelecomSlaveSettings settings = PtpLab.Profile with { Selection = new() { Standby = StandbyContracts.All, WaitToRestore = TimeSpan.FromSeconds(1) } };
            Slave = new(settings, SlaveHost.Identity, new RecordingServo(), this, new Random(random.Next()));
            Slave.Start(Now);
        }

        public TelecomSlave Slave { get; }

        public MonotonicTime Now { get; private set; } = new(1_000_000_000);

        public bool OnlyKnownPeers { get; private set; } = true;

        public void Feed(ReadOnlySpan<byte> datagram)
        {
            Now = Now.PlusNanoseconds(_random.Next(20_000_000));
            if (Now >= _due)
            {
                _due = MonotonicTime.Never;
                Slave.OnTimer(Now);
            }

            PtpChannel channel = (datagram[0] & 0x0F) < 8 ? PtpChannel.Event : PtpChannel.General;
            if (_random.Next(50) == 0)
            {
                channel = PtpChannel.General;
            }

            Slave.OnDatagram(datagram, Sources[_random.Next(Sources.Length)], _random.Next(10) == 0 ? null : ReadClock(), channel, Now);
            if (_random.Next(20) == 0)
            {
                Slave.OnTransmitted(new(_lastRequest.Value ^ (uint)_random.Next(4)), ReadClock(), Now);
            }
        }

        public bool SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet)
        {
            _lastRequest = id;
            return Check(destination, packet);
        }

        public bool SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet) => Check(destination, packet);

        public void SetTimer(MonotonicTime due) => _due = due;

        public void CancelTimer() => _due = MonotonicTime.Never;

        public PtpInstant ReadClock() => new(1_700_000_000_000_000_000 + Now.Nanoseconds);

        public void AdjustFrequency(double ppb)
        {
        }

        public void StepClock(PtpDuration offset)
        {
        }

        public void Report(PtpEvent occurrence)
        {
        }

        private bool Check(PtpAddress destination, ReadOnlySpan<byte> packet)
        {
            OnlyKnownPeers &= destination == PtpLab.Server1 || destination == PtpLab.Server2;
            // What we send must be valid whatever we were sent.
            OnlyKnownPeers &= PtpHeader.TryRead(packet, out PtpHeader header, out _) && header.MessageLength == packet.Length;
            return true;
        }
    }
}
