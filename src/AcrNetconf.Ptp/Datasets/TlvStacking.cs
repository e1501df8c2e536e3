namespace AcrNetconf.Ptp.Datasets;

/// <summary>How several requests due at the same moment travel.</summary>
public enum TlvStacking
{
    /// <summary>One TLV in each Signaling message.</summary>
    Single,

    /// <summary>All in one Signaling message.</summary>
    Stacked,
}
