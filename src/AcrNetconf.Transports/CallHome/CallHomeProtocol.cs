namespace AcrNetconf.Transports.CallHome;

/// <summary>What is spoken on a connection that calls home.</summary>
public enum CallHomeProtocol
{
    /// <summary>NETCONF over SSH; port 4334.</summary>
    Ssh,

    /// <summary>NETCONF over TLS; port 4335.</summary>
    Tls,
}
