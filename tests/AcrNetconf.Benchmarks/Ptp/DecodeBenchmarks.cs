using AcrNetconf.Ptp.Wire;
using BenchmarkDotNet.Attributes;

namespace AcrNetconf.Benchmarks.Ptp;

/// <summary>Messages decoded on one core; the time shown is for one message.</summary>
[InProcess]
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private const int Rounds = 1000;
    private const int Kinds = 6;

    private readonly byte[][] _packets = new byte[Kinds][];

    [GlobalSetup]
    public void Setup()
    {
        PtpHeader header = new() { DomainNumber = 4, Flags = PtpFlags.Unicast | PtpFlags.TwoStep, Source = new(new ClockIdentity(0x0011_22FF_FE33_4401), 1), SequenceId = new(77), LogMessageInterval = LogInterval.Unspecified };
        byte[] buffer = new byte[160];
        _packets[0] = buffer[..new SyncMessage(header, new(1_700_000_000, 5)).Write(buffer)];
        _packets[1] = buffer[..new FollowUpMessage(header, new(1_700_000_000, 6)).Write(buffer)];
        _packets[2] = buffer[..new DelayRespMessage(header, new(1_700_000_000, 7), header.Source).Write(buffer)];
        _packets[3] = buffer[..new DelayReqMessage(header, default).Write(buffer)];
        _packets[4] = buffer[..new AnnounceMessage { Header = header, ClockClass = new(84), Grandmaster = header.Source.Clock }.Write(buffer)];
        SignalingWriter grants = new(buffer, header, PortIdentity.Wildcard);
        grants.Append(new GrantUnicastTlv(MessageType.Announce, new(1), 300, true));
        grants.Append(new GrantUnicastTlv(MessageType.Sync, new(-7), 300, true));
        grants.Append(new GrantUnicastTlv(MessageType.DelayResp, new(-7), 300, true));
        _packets[5] = grants.Finish().ToArray();
    }

    /// <summary>The mix of a two-way client: Sync, Follow_Up, Delay_Resp.</summary>
    [Benchmark(OperationsPerInvoke = Rounds * 3)]
    public long Timing_messages()
    {
        long sum = 0;
        for (int round = 0; round < Rounds; round++)
        {
            sum += Decode(_packets[0]) + Decode(_packets[1]) + Decode(_packets[2]);
        }

        return sum;
    }

    /// <summary>One of each kind, the Signaling with three grants.</summary>
    [Benchmark(OperationsPerInvoke = Rounds * Kinds)]
    public long Every_message()
    {
        long sum = 0;
        for (int round = 0; round < Rounds; round++)
        {
            foreach (byte[] packet in _packets)
            {
                sum += Decode(packet);
            }
        }

        return sum;
    }

    /// <summary>As a receiver does: header first, then the body of its type; everything read is used.</summary>
    private static long Decode(ReadOnlySpan<byte> datagram)
    {
        if (!PtpHeader.TryRead(datagram, out PtpHeader header, out _))
        {
            return 0;
        }

        return header.MessageType switch
        {
            MessageType.Sync when SyncMessage.TryReadBody(header, datagram, out SyncMessage message, out _) => message.OriginTimestamp.ToInstant().Nanoseconds,
            MessageType.FollowUp when FollowUpMessage.TryReadBody(header, datagram, out FollowUpMessage message, out _) => message.PreciseOriginTimestamp.ToInstant().Nanoseconds,
            MessageType.DelayResp when DelayRespMessage.TryReadBody(header, datagram, out DelayRespMessage message, out _) => message.ReceiveTimestamp.ToInstant().Nanoseconds + message.RequestingPort.Port,
            MessageType.DelayReq when DelayReqMessage.TryRead(datagram, out DelayReqMessage message, out _) => message.Header.SequenceId.Value,
            MessageType.Announce => AnnounceMessage.ReadBody(header, datagram).ClockClass.Value,
            MessageType.Signaling when SignalingMessage.TryReadBody(header, datagram, out SignalingMessage message, out _) => Sum(message),
            _ => 0,
        };
    }

    private static long Sum(SignalingMessage message)
    {
        long sum = 0;
        foreach (Tlv tlv in message)
        {
            sum += GrantUnicastTlv.TryRead(tlv.Value, out GrantUnicastTlv grant, out _) ? grant.DurationSeconds : 0;
        }

        return sum;
    }
}
