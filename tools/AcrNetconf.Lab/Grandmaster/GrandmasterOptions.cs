using System.Buffers.Binary;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>One invocation of <c>acr-lab gm</c>, checked.</summary>
internal sealed record GrandmasterOptions
{
    /// <summary>One grandmaster each; at least one.</summary>
    public required IReadOnlyList<PtpAddress> Listen { get; init; }

    public string? VpnInstance { get; init; }

    public int EventPort { get; init; } = 319;

    public int GeneralPort { get; init; } = 320;

    public byte Domain { get; init; } = 4;

    public byte ClockClass { get; init; } = 84;

    public double OffsetPpb { get; init; }

    public bool TwoStep { get; init; } = true;

    public byte MinorVersion { get; init; }

    public int MaximumDurationSeconds { get; init; } = 1000;

    public sbyte FastestInterval { get; init; } = -7;

    public int MaximumClients { get; init; } = 512;

    public double Loss { get; init; }

    /// <summary>What changes while it runs, in order of time.</summary>
    public EquatableArray<GrandmasterMoment> Moments { get; init; }

    public GrandmasterFaults Faults { get; init; }

    public byte Dscp { get; init; }

    public byte TimeToLive { get; init; } = 64;

    /// <summary>How long to run; null until told to stop.</summary>
    public TimeSpan? Duration { get; init; }

    public bool Json { get; init; }

    /// <summary>Settings of the grandmaster on <paramref name="address"/>.</summary>
    public GrandmasterSettings ToSettings(PtpAddress address) => new()
    {
        Identity = IdentityOf(address),
        Domain = Domain,
        ClockClass = new ClockClass(ClockClass),
        TwoStep = TwoStep,
        MinorVersion = MinorVersion,
        MaximumDurationSeconds = MaximumDurationSeconds,
        FastestInterval = new LogInterval(FastestInterval),
        MaximumClients = MaximumClients,
        Loss = Loss,
        Faults = Faults,
        OffsetPpb = OffsetPpb,
    };

    /// <summary>Words of <c>--deny</c> and <c>--mute</c>.</summary>
    public static bool TryParseFault(string kind, string word, out GrandmasterFaults fault)
    {
        fault = (kind, word) switch
        {
            ("deny", "announce") => GrandmasterFaults.DenyAnnounce,
            ("deny", "sync") => GrandmasterFaults.DenySync,
            ("deny", "delay-resp") => GrandmasterFaults.DenyDelayResp,
            ("mute", "announce") => GrandmasterFaults.MuteAnnounce,
            ("mute", "sync") => GrandmasterFaults.MuteSync,
            ("mute", "follow-up") => GrandmasterFaults.MuteFollowUp,
            ("mute", "delay-resp") => GrandmasterFaults.MuteDelayResp,
            ("mute", "signaling") => GrandmasterFaults.MuteSignaling,
            _ => GrandmasterFaults.None,
        };
        return fault != GrandmasterFaults.None;
    }

    /// <summary>A locally administered identity that is the same at every start: the last five octets of the address behind a fixed prefix.</summary>
    internal static ClockIdentity IdentityOf(PtpAddress address)
    {
        Span<byte> octets = stackalloc byte[17];
        octets.Clear();
        int length = address.Write(octets[1..]) + 1;
        Span<byte> identity = stackalloc byte[8];
        identity[0] = 0x02;
        identity[1] = 0xAC;
        identity[2] = 0x12;
        octets[Math.Max(0, length - 5)..length].CopyTo(identity[3..]);
        return new ClockIdentity(BinaryPrimitives.ReadUInt64BigEndian(identity));
    }
}
