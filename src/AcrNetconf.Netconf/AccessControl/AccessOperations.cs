namespace AcrNetconf.Netconf.AccessControl;

/// <summary>The kinds of access rules speak of (RFC 8341 §3.5, access-operations-type).</summary>
[Flags]
internal enum AccessOperations
{
    None = 0,
    Create = 1,
    Read = 2,
    Update = 4,
    Delete = 8,
    Exec = 16,
    All = Create | Read | Update | Delete | Exec,
}
