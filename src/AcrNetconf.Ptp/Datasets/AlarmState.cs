namespace AcrNetconf.Ptp.Datasets;

/// <summary>Whether a condition holds.</summary>
public enum AlarmState
{
    /// <summary>The condition is over.</summary>
    Cleared,

    /// <summary>The condition began.</summary>
    Raised,
}
