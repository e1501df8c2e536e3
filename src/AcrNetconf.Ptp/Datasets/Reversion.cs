namespace AcrNetconf.Ptp.Datasets;

/// <summary>Whether a better server takes over from one that works (G.8265.1 §6.8.3).</summary>
public enum Reversion
{
    /// <summary>The traced server is kept until it fails.</summary>
    NonRevertive,

    /// <summary>The best server is traced after wait-to-restore.</summary>
    Revertive,
}
