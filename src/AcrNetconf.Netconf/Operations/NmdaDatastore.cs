using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Operations;

/// <summary>A datastore named by its identity (RFC 8342 §7.1), as the operations of RFC 8526 do.</summary>
internal static class NmdaDatastore
{
    /// <summary>Datastores there are, in the order of RFC 8342 figure 2.</summary>
    public static IEnumerable<DatastoreName> Served(SchemaContext schema)
    {
        yield return DatastoreName.Running;
        yield return DatastoreName.Candidate;
        if (schema.Serves(ProtocolFeatures.Startup))
        {
            yield return DatastoreName.Startup;
        }

        if (schema.ServesModule("ietf-netconf-nmda"))
        {
            yield return DatastoreName.Intended;
        }

        yield return DatastoreName.Operational;
    }

    /// <summary>The datastore an identity means; null when the server has none of it.</summary>
    public static DatastoreName? Find(SchemaContext schema, YangIdentity identity)
        => Find(schema, identity.Module.Namespace, identity.Name);

    /// <summary>Reads a leaf that holds the identity; null when an error was reported.</summary>
    /// <param name="parameters">Stands on the leaf.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="parameter">The parameter of the operation the leaf belongs to.</param>
    public static DatastoreName? Read(ParameterReader parameters, SchemaContext schema, string parameter)
    {
        var reader = parameters.Reader;
        var scope = ((IXmlNamespaceResolver)reader).GetNamespacesInScope(XmlNamespaceScope.All); // before the reader moves on
        var text = parameters.ReadText();
        var colon = text.IndexOf(':');
        var @namespace = scope.TryGetValue(colon < 0 ? "" : text[..colon], out var declared) ? declared : "";
        if (Find(schema, @namespace, text[(colon + 1)..]) is { } store)
        {
            return store;
        }

        parameters.Report(NotSupported($"{parameter}: {text} is no datastore of this server"), parameter);
        return null;
    }

    /// <summary>RFC 8526 §4 asks for this tag wherever a datastore cannot be used.</summary>
    public static RpcError NotSupported(string message) => RpcError.InvalidValue(ErrorType.Protocol, message);

    private static DatastoreName? Find(SchemaContext schema, string @namespace, string name)
    {
        foreach (var store in @namespace == NetconfNames.Datastores ? Served(schema) : [])
        {
            if (DatastoreParameter.Name(store) == name)
            {
                return store;
            }
        }

        return null;
    }
}
