using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>Pace of unicast negotiation (G.8265.1 §6.6).</summary>
public sealed record NegotiationSettings
{
    /// <summary>Least time between two requests for one message type, 0..; default 0 (1 s).</summary>
    public LogInterval QueryInterval { get; init; } = new(0);

    /// <summary>Requests before a pause, 1..; default 3.</summary>
    public int MaximumTries { get; init; } = 3;

    /// <summary>Pause after that many requests without success; default 60 s.</summary>
    public TimeSpan LockoutTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Latest renewal point in percent of the granted duration, 10..95; default 75. Earlier when the tries would not fit, or on a path that is lossy or not yet known.</summary>
    public int RenewPercent { get; init; } = 75;

    /// <summary>Default stacked.</summary>
    public TlvStacking Stacking { get; init; } = TlvStacking.Stacked;
}
