using AcrNetconf.Ptp.Selection;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>Rules of the telecom slave model (G.8265.1 §6.7, §6.8). Used with the frequency profile only.</summary>
public sealed record SelectionSettings
{
    /// <summary>Time a failed server must be well again before it may be selected, 0..720 s; default 300 s.</summary>
    public TimeSpan WaitToRestore { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Default revertive.</summary>
    public Reversion Reversion { get; init; } = Reversion.Revertive;

    /// <summary>How long a changed quality level must last before it counts; default zero.</summary>
    public TimeSpan QualityLevelHoldOff { get; init; }

    /// <summary>Worst level that may be selected; null means any but do-not-use.</summary>
    public QualityLevel? MinimumQuality { get; init; }

    /// <summary>Default option I.</summary>
    public NetworkOption NetworkOption { get; init; } = NetworkOption.OptionI;

    /// <summary>Default Announce only.</summary>
    public StandbyContracts Standby { get; init; } = StandbyContracts.AnnounceOnly;

    /// <summary>Level our output has in holdover; null means the equipment clock's (SEC, ST3).</summary>
    public QualityLevel? HoldoverQuality { get; init; }

    /// <summary>Whether the output is squelched when nothing is traced and nothing was learned (§6.8.6); default off.</summary>
    public bool Squelch { get; init; }
}
