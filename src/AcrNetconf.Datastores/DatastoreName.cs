namespace AcrNetconf.Datastores;

/// <summary>The datastores a request can name (RFC 6241 §5.1, RFC 8342 §5).</summary>
public enum DatastoreName
{
    Running,
    Candidate,
    Startup,
    Operational,
}
