using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>The client under test on the virtual network.</summary>
internal sealed class SlaveHost : IVirtualHost, IPtpActions
{
    public static readonly ClockIdentity Identity = new(0x00AA_BBFF_FE00_0001);

    private readonly VirtualNetwork _network;
    private readonly VirtualTimer _timer;
    private long _clockOffset;

    public SlaveHost(VirtualNetwork network, TelecomSlaveSettings settings, IServo servo)
    {
        _network = network;
        Slave = new(settings, Identity, servo, this, new Random(network.Random.Next()));
        _timer = new(network, now => Slave.OnTimer(now));
        network.Attach(settings.LocalAddress, this);
    }

    public TelecomSlave Slave { get; }

    public List<PtpEvent> Events { get; } = [];

    public List<double> Frequencies { get; } = [];

    public List<PtpDuration> Steps { get; } = [];

    /// <summary>Types of every message sent.</summary>
    public List<MessageType> Sent { get; } = [];

    /// <summary>When false, datagrams arrive without a receive timestamp.</summary>
    public bool StampsReception { get; set; } = true;

    /// <summary>When false, the host refuses to send.</summary>
    public bool HasRoute { get; set; } = true;

    /// <summary>An oscillator and its steering; null for a perfect clock that ignores being steered.</summary>
    public SimulatedClock? Clock { get; set; }

    private double TrueTime => _network.Now.Nanoseconds * 1e-9;

    public PtpInstant ReadClock() => Clock?.ReadAt(TrueTime) ?? new(1_700_000_000_000_000_000 + _network.Now.Nanoseconds + _clockOffset);

    public void Receive(byte[] bytes, PtpAddress from, PtpChannel channel) =>
        Slave.OnDatagram(bytes, from, StampsReception ? ReadClock() : null, channel, _network.Now);

    public bool SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet)
    {
        if (!HasRoute)
        {
            return false;
        }

        Sent.Add((MessageType)(packet[0] & 0x0F));
        PtpInstant stamp = ReadClock();
        _network.Send(Slave.Settings.LocalAddress, destination, PtpChannel.Event, packet);
        bool lost = _network.Random.NextDouble() < _network.StampLoss;
        // Stamps are late and out of order on purpose: 10 µs to 3 ms, so some responses overtake them.
        long delay = 10_000 + (long)(_network.Random.NextDouble() * 3_000_000);
        _network.At(_network.Now.PlusNanoseconds(delay), () =>
        {
            if (lost)
            {
                Slave.OnTransmitTimestampMissing(id, _network.Now);
            }
            else
            {
                Slave.OnTransmitted(id, stamp, _network.Now);
            }
        });
        return true;
    }

    public bool SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet)
    {
        if (!HasRoute)
        {
            return false;
        }

        Sent.Add((MessageType)(packet[0] & 0x0F));
        _network.Send(Slave.Settings.LocalAddress, destination, PtpChannel.General, packet);
        return true;
    }

    public void SetTimer(MonotonicTime due) => _timer.Set(due);

    public void CancelTimer() => _timer.Cancel();

    public void AdjustFrequency(double ppb)
    {
        Frequencies.Add(ppb);
        Clock?.Adjust(TrueTime, ppb);
    }

    public void StepClock(PtpDuration offset)
    {
        Steps.Add(offset);
        _clockOffset += offset.Nanoseconds;
        Clock?.Step(TrueTime, offset);
    }

    public void Report(PtpEvent occurrence) => Events.Add(occurrence);
}
