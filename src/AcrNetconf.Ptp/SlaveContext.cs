using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp;

/// <summary>What all parts of one client share.</summary>
internal sealed class SlaveContext(TelecomSlaveSettings settings, PortIdentity self, IPtpActions actions, Random random)
{
    /// <summary>The settings in force; replaced whole.</summary>
    public TelecomSlaveSettings Settings { get; set; } = settings;

    /// <summary>Our port: G.8265.1 clocks have port 1.</summary>
    public PortIdentity Self { get; } = self;

    public IPtpActions Actions { get; } = actions;

    public Random Random { get; } = random;

    /// <summary>Paces Delay_Req to all servers.</summary>
    public RequestBeat Beat { get; } = new(random);

    public EventJournal Journal { get; } = new(actions);

    /// <summary>Where messages are encoded; one message at a time.</summary>
    public byte[] Buffer { get; } = new byte[256];

    /// <summary>Set by anything that may change selection or deadlines; cleared by the handler that acts on it.</summary>
    public bool NeedsEvaluation { get; set; }

    /// <summary>The local clock runs at a frequency learned from a server: differences of its stamps do not drift.</summary>
    public bool IsSteady { get; set; }

    /// <summary>The header of a message we send: unicast flag, our domain, no stated interval (IEEE 1588-2008 table 24).</summary>
    public PtpHeader NewHeader(SequenceId sequenceId) => new()
    {
        MinorVersion = Settings.MinorVersion,
        DomainNumber = Settings.EffectiveDomain,
        Flags = PtpFlags.Unicast,
        Source = Self,
        SequenceId = sequenceId,
        LogMessageInterval = LogInterval.Unspecified,
    };
}
