namespace AcrNetconf.Transports.CallHome;

/// <summary>Which of a client's endpoints is tried first (start-with of ietf-netconf-server).</summary>
public enum CallHomeStart
{
    /// <summary>The first in the list.</summary>
    FirstListed,

    /// <summary>The one last connected to; the first in the list when there is none.</summary>
    LastConnected,

    /// <summary>Any.</summary>
    RandomSelection,
}
