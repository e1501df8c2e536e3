namespace AcrNetconf.Ptp.Selection;

/// <summary>Quality levels of the three network options (G.781; G.8265.1 §6.7.3.1 table). Invalid when the clockClass carries none.</summary>
public enum QualityLevel
{
    /// <summary>The clockClass is odd, outside 80..110, or stands for no level of the network option.</summary>
    Invalid = 0,

    /// <summary>Option I: primary reference clock.</summary>
    Prc,
    SsuA,
    SsuB,

    /// <summary>Options I and III: equipment clock (SEC, EEC1).</summary>
    Sec,

    /// <summary>Option I: do not use.</summary>
    Dnu,

    /// <summary>Option II: primary reference source.</summary>
    Prs,

    /// <summary>Option II: synchronised, traceability unknown.</summary>
    Stu,
    St2,

    /// <summary>Option II: transit node clock.</summary>
    Tnc,
    St3E,

    /// <summary>Option II: stratum 3 (EEC2).</summary>
    St3,

    /// <summary>Option II: SONET minimum clock.</summary>
    Smc,
    Prov,

    /// <summary>Option II: do not use.</summary>
    Dus,

    /// <summary>Option III: unknown.</summary>
    Unk,
}
