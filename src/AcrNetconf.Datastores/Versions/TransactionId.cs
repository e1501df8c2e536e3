namespace AcrNetconf.Datastores.Versions;

/// <summary>A transaction id as a client gave it (IETF draft-ietf-netconf-transaction-id).</summary>
/// <param name="IsEtag">True for an etag, false for last-modified.</param>
/// <param name="Value">As written; <c>?</c> asks for the server's.</param>
public readonly record struct TransactionId(bool IsEtag, string Value)
{
    /// <summary>Namespace of the attributes etag and last-modified.</summary>
    public const string Namespace = "urn:ietf:params:xml:ns:netconf:txid:1.0";

    /// <summary>Namespace of the parameters with-etag and with-last-modified, and of the error-info of a mismatch.</summary>
    public const string ModuleNamespace = "urn:ietf:params:xml:ns:yang:ietf-netconf-txid";

    /// <summary>Reads it from the attributes of one element; etag first, since both in one message are undefined.</summary>
    /// <param name="attribute">Value of an attribute of the namespace, or null.</param>
    public static TransactionId? Read(Func<string, string?> attribute)
        => attribute("etag") is { } etag ? new TransactionId(true, etag)
            : attribute("last-modified") is { } time ? new TransactionId(false, time)
            : null;
}
