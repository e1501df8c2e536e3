using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Relay;

/// <summary>What <c>acr-lab relay</c> was asked for.</summary>
internal sealed record RelayOptions
{
    /// <summary>Our address the client knows as its server.</summary>
    public required PtpAddress Listen { get; init; }

    public required PtpAddress Client { get; init; }

    /// <summary>Our address the server knows as its client.</summary>
    public required PtpAddress From { get; init; }

    public required PtpAddress Server { get; init; }

    public string? VpnInstance { get; init; }

    public int EventPort { get; init; } = 319;

    public int GeneralPort { get; init; } = 320;

    public required NetworkScenario Scenario { get; init; }

    /// <summary>Seconds of the scenario that are over when the relay starts.</summary>
    public double Skip { get; init; }

    public long Seed { get; init; } = 1;

    /// <summary>Share of datagrams lost at random, each way.</summary>
    public double Loss { get; init; }

    /// <summary>Null for until told to stop.</summary>
    public TimeSpan? Duration { get; init; }

    public bool Json { get; init; }
}
