namespace AcrNetconf.Datastores;

/// <summary>The datastores a request can name (RFC 6241 §5.1, RFC 8342 §5).</summary>
public enum DatastoreName
{
    Running,
    Candidate,
    Startup,

    /// <summary>What running means once nothing is inactive and no template is left: here the same as running (RFC 8342 §5.1.4).</summary>
    Intended,
    Operational,
}
