namespace AcrNetconf.Yang.Schema;

/// <summary>RFC 7950 §7.21.2.</summary>
public enum YangStatus
{
    Current,
    Deprecated,
    Obsolete,
}
