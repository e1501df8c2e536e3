namespace AcrNetconf.Ptp.Wire;

/// <summary>Flags of CANCEL (IEEE 1588-2019 §16.1.4.3); zero in the 2008 edition.</summary>
[Flags]
public enum CancelFlags : byte
{
    None = 0,

    /// <summary>The sender withdraws its grant and keeps its own request.</summary>
    MaintainRequest = 1,

    /// <summary>The sender withdraws its request and keeps its grant.</summary>
    MaintainGrant = 2,
}
