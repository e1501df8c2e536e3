using AcrNetconf.Agent.Hosting;
using AcrNetconf.Interop.Support;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Interop.Ptp;

/// <summary>Builds what the agent would build from its configuration, for a client in a namespace.</summary>
internal sealed class DriverHarness(NetworkNamespace where)
{
    private readonly SocketLeases _sockets = new();
    private readonly ClockLeases _clocks = new();

    public SocketLeases Sockets => _sockets;

    public static ClockIdentity Identity { get; } = new(0x02AC_7200_0000_0001);

    public DriverResources Lease(string local)
    {
        NetworkScope scope = NetworkScope.Resolve(where.Name);
        PtpAddress address = PtpAddress.Parse(local);
        TimestampingPlan plan = TimestampingPlan.Create(scope, address, TimestampSource.Auto, new ClockSelection(ClockKind.Virtual));
        return new DriverResources(_sockets.Acquire(new SocketKey(scope, address)), _clocks.Acquire(plan.Clock), plan);
    }

    public static DriverSettings Settings(string local, string[] servers, UnicastMode mode = UnicastMode.TwoWay, byte domain = 4) => new(
        new TelecomSlaveSettings
        {
            LocalAddress = PtpAddress.Parse(local),
            Servers = [.. servers.Select((server, index) => new ServerSettings { Id = (byte)(index + 1), Address = PtpAddress.Parse(server) })],
            Mode = mode,
            Domain = domain,
            Announce = new RequestSettings(new LogInterval(0), 60),
            Sync = new RequestSettings(new LogInterval(-4), 60),
            DelayResp = new RequestSettings(new LogInterval(-4), 60),
        },
        new ServoSettings(),
        Dscp: 46,
        TimeToLive: 64);

    public TelecomSlaveDriver Create(DriverSettings settings, IServo servo, Action<PtpEvent>? observer = null) =>
        new(settings, Lease(settings.Slave.LocalAddress.ToString()), Identity, servo, TimeProvider.System, new Random(1), observer);
}
