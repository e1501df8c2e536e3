using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Operations;

/// <summary>What a source or target parameter names (RFC 6241 §7): a datastore, a URL, or configuration inline.</summary>
/// <param name="Store">The datastore, or null.</param>
/// <param name="Url">The URL, or null.</param>
internal readonly record struct DatastoreParameter(DatastoreName? Store, string? Url)
{
    public bool IsInline => Store is null && Url is null;

    /// <summary>Reads the parameter the reader stands on, a container with one child.</summary>
    /// <param name="parameters">Stands on the source or target element.</param>
    /// <param name="inline">Takes the element with inline configuration, leaving the reader behind its end; null when the operation has none.</param>
    /// <param name="nmda">The schema, where the operation takes any datastore by its identity (RFC 8526 §3.2); else null.</param>
    /// <returns>Null when an error was reported.</returns>
    public static DatastoreParameter? Read(ParameterReader parameters, Action<XmlReader>? inline = null, SchemaContext? nmda = null)
    {
        var reader = parameters.Reader;
        var name = parameters.Name;
        var depth = reader.Depth;
        DatastoreParameter? result = null;
        var children = 0;
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            children++;
            result = ReadChild(parameters, name, inline, nmda);
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        if (children != 1)
        {
            parameters.Report(
                children == 0
                    ? RpcError.MissingElement(ErrorType.Protocol, name, $"{name} names no datastore")
                    : RpcError.BadElement(ErrorType.Protocol, name, $"{name} names more than one datastore"),
                name);
            return null;
        }

        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => Store is { } store ? Name(store) : Url ?? "config";

    /// <summary>The element that named it.</summary>
    public string Element => Store is { } store ? Name(store) : Url is null ? "config" : "url";

    /// <summary>RFC 7950 §8.3.1: an element whose feature is off is unknown, as if the module did not have it.</summary>
    public static RpcError NotServed(string operation, DatastoreParameter parameter) => RpcError.UnknownElement(
        ErrorType.Protocol, parameter.Element, $"{operation}: this server has no {(parameter.Url is null ? $"{parameter} datastore" : ":url capability")}");

    public static string Name(DatastoreName store) => store switch
    {
        DatastoreName.Running => "running",
        DatastoreName.Candidate => "candidate",
        DatastoreName.Startup => "startup",
        DatastoreName.Intended => "intended",
        _ => "operational",
    };

    private static DatastoreParameter? ReadChild(ParameterReader parameters, string name, Action<XmlReader>? inline, SchemaContext? nmda)
    {
        var reader = parameters.Reader;
        switch (reader.LocalName)
        {
            case "config" when inline is not null && parameters.IsBaseOrNone:
                inline(reader);
                return new DatastoreParameter(null, null);
            case "running" when parameters.IsBaseOrNone:
                reader.Skip();
                return new DatastoreParameter(DatastoreName.Running, null);
            case "candidate" when parameters.IsBaseOrNone:
                reader.Skip();
                return new DatastoreParameter(DatastoreName.Candidate, null);
            case "startup" when parameters.IsBaseOrNone:
                reader.Skip();
                return new DatastoreParameter(DatastoreName.Startup, null);
            case "url" when parameters.IsBaseOrNone:
                return new DatastoreParameter(null, parameters.ReadText());
            case "datastore" when reader.NamespaceURI == NetconfNames.Nmda && nmda is not null && nmda.ServesModule("ietf-netconf-nmda"):
                return NmdaDatastore.Read(parameters, nmda, name) is { } store ? new DatastoreParameter(store, null) : null;
            default:
                parameters.Report(
                    RpcError.UnknownElement(ErrorType.Protocol, reader.LocalName, $"{name}: {reader.LocalName} is no datastore of this server"), name);
                reader.Skip();
                return null;
        }
    }
}
