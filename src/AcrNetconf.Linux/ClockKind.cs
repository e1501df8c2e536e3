namespace AcrNetconf.Linux;

/// <summary>The sorts of clocks that can be steered.</summary>
public enum ClockKind
{
    /// <summary>Arithmetic over a free-running clock.</summary>
    Virtual,

    /// <summary>CLOCK_REALTIME.</summary>
    System,

    /// <summary>A PTP hardware clock.</summary>
    Phc,
}
