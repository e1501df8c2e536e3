namespace AcrNetconf.Transports.CallHome;

/// <summary>What is being done for a client to call home.</summary>
public enum CallHomePhase
{
    /// <summary>Between two calls.</summary>
    Waiting,

    /// <summary>Its endpoint is being connected to.</summary>
    Calling,

    /// <summary>The connection exists.</summary>
    Connected,
}
