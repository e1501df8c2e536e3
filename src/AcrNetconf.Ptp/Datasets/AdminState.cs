namespace AcrNetconf.Ptp.Datasets;

/// <summary>Whether a configured server takes part.</summary>
public enum AdminState
{
    /// <summary>Configured but not used: its grants are cancelled.</summary>
    Down,

    /// <summary>Negotiated with and selectable.</summary>
    Up,
}
