using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>Everything configured about one unicast client, as one immutable value.</summary>
/// <remarks>Assumed valid: the model's constraints were checked before. An instance exists only while negotiation is enabled.</remarks>
public sealed record TelecomSlaveSettings
{
    /// <summary>Our address; for diagnosis and impact only, the shell binds it.</summary>
    public required PtpAddress LocalAddress { get; init; }

    /// <summary>Servers in slot order, distinct ids and addresses.</summary>
    public required EquatableArray<ServerSettings> Servers { get; init; }

    /// <summary>Default one-way (the seed's bare <c>acr</c>).</summary>
    public UnicastMode Mode { get; init; } = UnicastMode.OneWay;

    /// <summary>Full G.8265.1 behaviour; default off: the seed document's.</summary>
    public bool FrequencyProfile { get; init; }

    /// <summary>Configured domain, or null for the default: 4 with the frequency profile, 0 without.</summary>
    public byte? Domain { get; init; }

    /// <summary>Default one every 2 s for 300 s.</summary>
    public RequestSettings Announce { get; init; } = new(new LogInterval(1), 300);

    /// <summary>Default 128 a second for 300 s.</summary>
    public RequestSettings Sync { get; init; } = new(new LogInterval(-7), 300);

    /// <summary>Default 128 a second for 300 s; unused in one-way.</summary>
    public RequestSettings DelayResp { get; init; } = new(new LogInterval(-7), 300);

    public NegotiationSettings Negotiation { get; init; } = new();

    public PtsfSettings Ptsf { get; init; } = new();

    public SelectionSettings Selection { get; init; } = new();

    /// <summary>minorVersionPTP we send, 0..15; default 0 because some PHYs timestamp nothing else.</summary>
    public byte MinorVersion { get; init; }

    /// <summary>The domain in force.</summary>
    public byte EffectiveDomain => Domain ?? (FrequencyProfile ? (byte)4 : (byte)0);

    /// <summary>What is asked for <paramref name="message"/> (Announce, Sync or Delay_Resp).</summary>
    public RequestSettings RequestFor(MessageType message) => message switch
    {
        MessageType.Announce => Announce,
        MessageType.Sync => Sync,
        _ => DelayResp,
    };
}
