using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>One client and two grandmasters on a virtual network.</summary>
internal sealed class PtpLab
{
    public static readonly PtpAddress Local = PtpAddress.Parse("192.0.2.10");
    public static readonly PtpAddress Server1 = PtpAddress.Parse("192.0.2.1");
    public static readonly PtpAddress Server2 = PtpAddress.Parse("192.0.2.2");
    public static readonly ClockIdentity Identity1 = new(0x0011_22FF_FE33_4401);
    public static readonly ClockIdentity Identity2 = new(0x0011_22FF_FE33_4402);

    /// <param name="settings">Of the client.</param>
    /// <param name="seed">Of everything random.</param>
    /// <param name="servo">A real servo; null for one that records.</param>
    /// <param name="clock">A real oscillator; null for a perfect clock.</param>
    public PtpLab(TelecomSlaveSettings settings, int seed = 1, IServo? servo = null, SimulatedClock? clock = null)
    {
        Network = new(seed);
        Master1 = new(Network, Server1, new GrandmasterSettings { Identity = Identity1, Domain = settings.EffectiveDomain });
        Master2 = new(Network, Server2, new GrandmasterSettings { Identity = Identity2, Domain = settings.EffectiveDomain });
        Client = new(Network, settings, servo ?? Servo) { Clock = clock };
    }

    public VirtualNetwork Network { get; }

    public GrandmasterHost Master1 { get; }

    public GrandmasterHost Master2 { get; }

    public SlaveHost Client { get; }

    public RecordingServo Servo { get; } = new();

    public TelecomSlave Slave => Client.Slave;

    public TelecomSlaveStatus Status => Slave.GetStatus(Network.Now);

    public MonotonicTime Now => Network.Now;

    /// <summary>Two servers, two-way, moderate rates so that tests are quick: Announce every 2 s, timing 4 a second.</summary>
    public static TelecomSlaveSettings Profile { get; } = new()
    {
        LocalAddress = Local,
        Servers = [new ServerSettings { Id = 1, Address = Server1 }, new ServerSettings { Id = 2, Address = Server2 }],
        Mode = UnicastMode.TwoWay,
        FrequencyProfile = true,
        Sync = new(new LogInterval(-2), 300),
        DelayResp = new(new LogInterval(-2), 300),
    };

    /// <summary>The same without the frequency profile.</summary>
    public static TelecomSlaveSettings Seed { get; } = Profile with { FrequencyProfile = false };

    public static TelecomSlaveSettings OneServer(TelecomSlaveSettings settings) => settings with { Servers = [settings.Servers[0]] };

    public ServerStatus Server(int id) => Status.Servers.Single(server => server.Id == id);

    public PtpLab Start()
    {
        Slave.Start(Network.Now);
        return this;
    }

    public void Run(double seconds) => Network.RunFor(TimeSpan.FromSeconds(seconds));

    /// <summary>Runs in steps until the condition holds; returns the seconds it took.</summary>
    public double RunUntil(Func<bool> condition, double limitSeconds, double stepSeconds = 0.05)
    {
        MonotonicTime begin = Network.Now;
        while (!condition())
        {
            double elapsed = (Network.Now - begin).TotalSeconds;
            Assert.IsLessThan(limitSeconds, elapsed, $"Still not after {elapsed:F1} s");
            Run(stepSeconds);
        }

        return (Network.Now - begin).TotalSeconds;
    }

    public void Update(GrandmasterHost master, Func<GrandmasterSettings, GrandmasterSettings> change) => master.Core.Settings = change(master.Core.Settings);

    public IEnumerable<T> Events<T>()
        where T : PtpEvent => Client.Events.OfType<T>();

    /// <summary>Moments at which the client asked a server for a message type.</summary>
    public List<double> RequestTimes(PtpAddress server, MessageType message)
    {
        List<double> times = [];
        foreach ((MonotonicTime at, PtpAddress from, PtpAddress to, byte[] bytes) in Network.Signaling)
        {
            if (from == Local && to == server && SignalingMessage.TryRead(bytes, out SignalingMessage signaling, out _))
            {
                foreach (Tlv tlv in signaling)
                {
                    if (tlv.Type == TlvType.RequestUnicastTransmission && RequestUnicastTlv.TryRead(tlv.Value, out RequestUnicastTlv request, out _) && request.MessageType == message)
                    {
                        times.Add(at.Nanoseconds * 1e-9);
                    }
                }
            }
        }

        return times;
    }
}
