namespace AcrNetconf.Ptp.Datasets;

/// <summary>When a server counts as failed (G.8265.1 §6.7.3.2).</summary>
public sealed record PtsfSettings
{
    /// <summary>Announce intervals (as granted) without Announce, 2..255; default 3.</summary>
    public int AnnounceReceiptTimeout { get; init; } = 3;

    /// <summary>Time without Sync, 100 ms..100 s; default 5 s, never below two granted intervals.</summary>
    public TimeSpan SyncReceiptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time without Delay_Resp, 100 ms..100 s; default 5 s, never below two granted intervals.</summary>
    public TimeSpan DelayRespReceiptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether delay variation is watched; default off.</summary>
    public bool MonitorUnusable { get; init; }

    /// <summary>How long the variation must be beyond, or within, the limit to raise or clear; default 30 s.</summary>
    public TimeSpan UnusableHoldOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Delay above the floor that 99 % of packets must stay below; default 16 ms.</summary>
    public TimeSpan DelayVariationLimit { get; init; } = TimeSpan.FromMilliseconds(16);

    /// <summary>Percent of the packets of 200 s that must come within 150 µs of the floor (G.8261.1), 0..100; default 1.</summary>
    public int MinimumFloorPackets { get; init; } = 1;
}
