namespace AcrNetconf.Yang.Data;

/// <summary>The values of the insert attribute (RFC 7950 §7.7.9).</summary>
public enum ListPlace
{
    Last,
    First,
    Before,
    After,
}
