using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>Virtual time and a lossy, delaying network between hosts; everything follows from the seed.</summary>
internal sealed class VirtualNetwork(int seed)
{
    private readonly PriorityQueue<Action, (long Time, long Order)> _queue = new();
    private readonly Dictionary<PtpAddress, IVirtualHost> _hosts = [];
    private readonly HashSet<PtpAddress> _cut = [];
    private long _order;

    public Random Random { get; } = new(seed);

    public MonotonicTime Now { get; private set; } = new(1_000_000_000);

    /// <summary>One-way delay without variation.</summary>
    public long DelayNanoseconds { get; set; } = 500_000;

    /// <summary>Added to the delay between two hosts, in nanoseconds; null for nothing.</summary>
    public Func<PtpAddress, PtpAddress, long>? ExtraDelay { get; set; }

    /// <summary>Largest uniform addition to the delay.</summary>
    public long JitterNanoseconds { get; set; } = 100_000;

    /// <summary>Part of Signaling messages that vanish, each way.</summary>
    public double SignalingLoss { get; set; }

    /// <summary>Part of all messages that vanish.</summary>
    public double Loss { get; set; }

    /// <summary>Part of transmit timestamps that never come.</summary>
    public double StampLoss { get; set; }

    /// <summary>Sees every datagram that is sent; may return null to swallow it or other bytes to damage it.</summary>
    public Func<PtpAddress, PtpAddress, PtpChannel, byte[], byte[]?>? Tap { get; set; }

    /// <summary>Every Signaling message with its sender, in sending order.</summary>
    public List<(MonotonicTime At, PtpAddress From, PtpAddress To, byte[] Bytes)> Signaling { get; } = [];

    public void Attach(PtpAddress address, IVirtualHost host) => _hosts[address] = host;

    public void Detach(PtpAddress address) => _hosts.Remove(address);

    /// <summary>Nothing reaches or leaves this host from now on.</summary>
    public void Cut(PtpAddress address) => _cut.Add(address);

    public void Restore(PtpAddress address) => _cut.Remove(address);

    public void At(MonotonicTime time, Action action) => _queue.Enqueue(action, (Math.Max(time.Nanoseconds, Now.Nanoseconds), _order++));

    public void Send(PtpAddress from, PtpAddress to, PtpChannel channel, ReadOnlySpan<byte> packet)
    {
        byte[]? bytes = packet.ToArray();
        bool isSignaling = (bytes[0] & 0x0F) == (byte)MessageType.Signaling;
        if (isSignaling)
        {
            Signaling.Add((Now, from, to, bytes));
        }

        if (Tap is not null)
        {
            bytes = Tap(from, to, channel, bytes);
        }

        bool lost = Random.NextDouble() < (isSignaling ? Math.Max(SignalingLoss, Loss) : Loss);
        if (bytes is null || lost || _cut.Contains(from) || _cut.Contains(to))
        {
            return;
        }

        Deliver(from, to, channel, bytes, DelayNanoseconds + (ExtraDelay?.Invoke(from, to) ?? 0) + (long)(Random.NextDouble() * JitterNanoseconds));
    }

    public void Deliver(PtpAddress from, PtpAddress to, PtpChannel channel, byte[] bytes, long delayNanoseconds) =>
        At(Now.PlusNanoseconds(delayNanoseconds), () =>
        {
            if (_hosts.TryGetValue(to, out IVirtualHost? host) && !_cut.Contains(to))
            {
                host.Receive(bytes, from, channel);
            }
        });

    /// <summary>Runs until the given time has passed.</summary>
    public void RunFor(TimeSpan span)
    {
        MonotonicTime end = Now + span;
        while (_queue.TryPeek(out _, out (long Time, long Order) next) && next.Time <= end.Nanoseconds)
        {
            Action action = _queue.Dequeue();
            Now = new(next.Time);
            action();
        }

        Now = end;
    }
}
