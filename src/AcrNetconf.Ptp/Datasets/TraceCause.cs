namespace AcrNetconf.Ptp.Datasets;

/// <summary>Why the traced server is what it is.</summary>
public enum TraceCause
{
    /// <summary>Nothing was selected yet.</summary>
    Startup,

    /// <summary>The first selection.</summary>
    FirstQualified,

    /// <summary>Nothing was traced, and a server qualified again.</summary>
    Restored,

    /// <summary>A better server qualified (quality level, then priority).</summary>
    Better,

    /// <summary>The previous one lost Announce.</summary>
    LossAnnounce,

    /// <summary>The previous one lost Sync or Follow_Up.</summary>
    LossSync,

    /// <summary>The previous one lost Delay_Resp.</summary>
    LossDelayResp,

    /// <summary>The previous one's packet delay variation exceeded the limit.</summary>
    Unusable,

    /// <summary>The previous one refused or stopped answering.</summary>
    NegotiationFailed,

    /// <summary>The previous one's quality level fell or is not usable.</summary>
    QualityLevel,

    /// <summary>The previous one was locked out or set down.</summary>
    Lockout,

    /// <summary>An operator chose it.</summary>
    ManualSwitch,

    /// <summary>The configuration changed.</summary>
    Reconfigured,

    /// <summary>The client was stopped.</summary>
    Shutdown,
}
