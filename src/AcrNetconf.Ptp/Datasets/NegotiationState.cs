namespace AcrNetconf.Ptp.Datasets;

/// <summary>Negotiation with one server as operators know it.</summary>
public enum NegotiationState
{
    /// <summary>In progress.</summary>
    Initial = 0,

    /// <summary>Everything wanted from this server is granted and arrives.</summary>
    Success = 1,

    /// <summary>Failed, see the error; tried again for ever.</summary>
    Error = 2,

    /// <summary>Not negotiated with: no address or administratively down.</summary>
    None = 3,
}
