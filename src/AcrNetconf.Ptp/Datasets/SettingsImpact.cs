namespace AcrNetconf.Ptp.Datasets;

/// <summary>How much of the running client a change of settings disturbs; ordered.</summary>
public enum SettingsImpact
{
    /// <summary>Nothing differs.</summary>
    None,

    /// <summary>Contracts and servo are untouched.</summary>
    Hitless,

    /// <summary>Some contracts are asked for again or the traced server may change.</summary>
    Renegotiate,

    /// <summary>All contracts are cancelled and the servo starts over.</summary>
    Relock,
}
