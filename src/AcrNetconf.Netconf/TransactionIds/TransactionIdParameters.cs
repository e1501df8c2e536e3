using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.TransactionIds;

/// <summary>The parameters with-etag and with-last-modified of edit-config and commit: the new transaction id comes back with the ok.</summary>
internal sealed class TransactionIdParameters
{
    private bool _etag;
    private bool _lastModified;

    /// <summary>True when the reader stands on one of them.</summary>
    public static bool IsOn(ParameterReader parameters)
        => parameters.Reader.NamespaceURI == TransactionId.ModuleNamespace && parameters.Name is "with-etag" or "with-last-modified";

    public void Read(ParameterReader parameters)
    {
        var isEtag = parameters.Name == "with-etag";
        var wanted = parameters.ReadChoice(("true", true), ("1", true), ("false", false), ("0", false)) ?? false;
        _etag |= isEtag && wanted;
        _lastModified |= !isEtag && wanted;
    }

    /// <summary>The reply with the transaction id of a datastore, if it was asked for and the operation succeeded.</summary>
    public RpcReply Complete(RpcReply reply, DatastoreSnapshot stores, DatastoreName target)
    {
        if (reply is not RpcReply.Ok || !(_etag || _lastModified))
        {
            return reply;
        }

        var isUnknown = target == DatastoreName.Candidate && stores.CandidateIsModified;
        var version = stores.Versions.Tree.Changed;
        return new RpcReply.Content(output =>
        {
            AsciiXml.Raw(output, "<ok xmlns:txid=\"urn:ietf:params:xml:ns:netconf:txid:1.0\""u8);
            if (_etag)
            {
                AsciiXml.Raw(output, " txid:etag=\""u8);
                AsciiXml.Attribute(output, isUnknown ? "!" : stores.Versions.Etag(version));
                AsciiXml.Raw(output, "\""u8);
            }

            if (_lastModified)
            {
                AsciiXml.Raw(output, " txid:last-modified=\""u8);
                AsciiXml.Attribute(output, isUnknown ? "!" : RunningVersions.LastModified(version));
                AsciiXml.Raw(output, "\""u8);
            }

            AsciiXml.Raw(output, "/>"u8);
        });
    }
}
