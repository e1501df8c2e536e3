using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>A test grandmaster on the virtual network.</summary>
internal sealed class GrandmasterHost : IVirtualHost, IGrandmasterActions
{
    private readonly VirtualNetwork _network;
    private readonly VirtualTimer _timer;

    public GrandmasterHost(VirtualNetwork network, PtpAddress address, GrandmasterSettings settings)
    {
        _network = network;
        Address = address;
        Core = new(settings, this);
        _timer = new(network, now => Core.OnTimer(now));
        network.Attach(address, this);
    }

    public PtpAddress Address { get; }

    public GrandmasterCore Core { get; private set; }

    /// <summary>A power cycle: all grants are forgotten.</summary>
    public void Restart(GrandmasterSettings settings)
    {
        _timer.Cancel();
        Core = new(settings, this);
    }

    public PtpInstant ReadClock() => new(1_700_000_000_000_000_000 + (long)(_network.Now.Nanoseconds * (1 + (Core.Settings.OffsetPpb * 1e-9))));

    public void Receive(byte[] bytes, PtpAddress from, PtpChannel channel) => Core.OnDatagram(bytes, from, ReadClock(), channel, _network.Now);

    public void SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet)
    {
        PtpInstant stamp = ReadClock();
        _network.Send(Address, destination, PtpChannel.Event, packet);
        _network.At(_network.Now.PlusNanoseconds(20_000), () => Core.OnTransmitted(id, stamp, _network.Now));
    }

    public void SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet) => _network.Send(Address, destination, PtpChannel.General, packet);

    public void SetTimer(MonotonicTime due) => _timer.Set(due);
}
