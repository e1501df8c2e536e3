namespace AcrNetconf.Netconf.Rpc;

/// <summary>Layer an error occurred in (RFC 6241 §4.3, error-type).</summary>
public enum ErrorType
{
    Transport,
    Rpc,
    Protocol,
    Application,
}
