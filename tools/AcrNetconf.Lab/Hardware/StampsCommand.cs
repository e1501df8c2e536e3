using System.CommandLine;
using AcrNetconf.Lab.Commands;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Hardware;

/// <summary><c>acr-lab stamps</c>: what timestamps a host gives, asked and tried.</summary>
internal static class StampsCommand
{
    public static Command Create()
    {
        Option<string> local = new("--listen") { Description = "local address to send from", Required = true };
        Option<string> peer = new("--peer") { Description = "where to send; nobody has to answer", Required = true };
        Option<string?> vpn = new("--vpn") { Description = "VRF device or network namespace" };
        Option<string> mode = new("--mode") { Description = "who stamps", DefaultValueFactory = _ => "hardware" };
        mode.AcceptOnlyFromAmong("hardware", "software");
        Option<bool> counter = new("--counter-keys") { Description = "match transmit stamps by the kernel's counter even where explicit keys are supported" };
        Option<int> count = new("--count") { Description = "event messages to send", DefaultValueFactory = _ => 16 };
        Command command = new("stamps", "Asks the device of an address what it can stamp, sends event messages, and says which transmit stamps came.")
        {
            local, peer, vpn, mode, counter, count,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (!PtpAddress.TryParse(result.GetValue(local), out PtpAddress from) || !PtpAddress.TryParse(result.GetValue(peer), out PtpAddress to))
            {
                await Console.Error.WriteLineAsync("acr-lab stamps: --listen and --peer are IPv4 or IPv6 addresses");
                return ExitCodes.Usage;
            }

            TimestampMode wanted = result.GetValue(mode) == "hardware" ? TimestampMode.Hardware : TimestampMode.Software;
            try
            {
                return await RunAsync(NetworkScope.Resolve(result.GetValue(vpn)), from, to, wanted, result.GetValue(counter), result.GetValue(count), cancellationToken);
            }
            catch (LinuxException fault)
            {
                await Console.Error.WriteLineAsync($"acr-lab stamps: {fault.Message}");
                return ExitCodes.Negative;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(
        NetworkScope scope, PtpAddress from, PtpAddress to, TimestampMode mode, bool counterKeys, int count, CancellationToken cancellationToken)
    {
        TimestampingCapabilities capabilities = TimestampingProbe.Query(scope, TimestampingProbe.FindDevice(scope, from));
        Console.WriteLine($"device {capabilities.Device}");
        Console.WriteLine($"hardware-transmit {capabilities.HardwareTransmit}");
        Console.WriteLine($"hardware-receive {capabilities.HardwareReceive}");
        Console.WriteLine($"hardware-clock {(capabilities.PhcIndex is { } index ? PhcClock.PathOf(index) : "none")}");
        using PhcClock? clock = mode == TimestampMode.Hardware && capabilities.PhcIndex is { } phc ? PhcClock.Open(PhcClock.PathOf(phc)) : null;
        if (mode == TimestampMode.Hardware)
        {
            HardwareTimestamping switched = TimestampingProbe.EnableHardware(scope, capabilities.Device);
            Console.WriteLine($"receive-filter {switched.ReceiveFilter}");
        }

        using TimestampedSocket socket = TimestampedSocket.Open(new TimestampedSocketOptions
        {
            Key = new SocketKey(scope, from),
            Mode = mode,
            ForceCounterKeys = counterKeys,
        });
        var sink = new StampSink(mode, clock);
        socket.Attach(sink);
        byte[] packet = new byte[44];
        // A Delay_Req header is enough for a filter that looks for event messages.
        packet[0] = 0x01;
        packet[1] = 0x02;
        packet[3] = 44;
        for (int number = 0; number < count; number++)
        {
            _ = socket.SendEvent(new TransmitId((uint)number), to, packet);
            await Task.Delay(20, cancellationToken);
        }

        for (int waited = 0; waited < 40 && sink.Stamped + sink.Missing < count; waited++)
        {
            await Task.Delay(100, cancellationToken);
        }

        Console.WriteLine($"keys {(socket.UsesExplicitKeys ? "explicit" : "counter")}");
        Console.WriteLine($"sent {socket.Counters.EventSent}");
        Console.WriteLine($"stamped {sink.Stamped}");
        Console.WriteLine($"missing {sink.Missing}");
        Console.WriteLine($"in-order {sink.InOrder}");
        Console.WriteLine($"on-the-clock {sink.OnTheClock}");
        return sink.Stamped == count && sink is { InOrder: true, OnTheClock: true } ? ExitCodes.Success : ExitCodes.Negative;
    }

    /// <summary>Counts transmit stamps and holds them against the clock they must come from.</summary>
    private sealed class StampSink(TimestampMode mode, PhcClock? clock) : IPacketSink
    {
        private volatile int _stamped;
        private volatile int _missing;
        private long _last;

        public int Stamped => _stamped;

        public int Missing => _missing;

        public bool InOrder { get; private set; } = true;

        public bool OnTheClock { get; private set; } = true;

        public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PacketTimestamp timestamp, PtpChannel channel)
        {
        }

        public void OnTransmitted(TransmitId id, PacketTimestamp timestamp)
        {
            long stamp = mode == TimestampMode.Hardware ? timestamp.HardwareNanoseconds : timestamp.RawNanoseconds;
            InOrder &= stamp > _last && id.Value == (uint)(_stamped + _missing);
            OnTheClock &= clock is null || Math.Abs(clock.Now.Nanoseconds - stamp) < 1_000_000_000;
            _last = stamp;
            _stamped++;
        }

        public void OnTransmitTimestampMissing(TransmitId id) => _missing++;
    }
}
