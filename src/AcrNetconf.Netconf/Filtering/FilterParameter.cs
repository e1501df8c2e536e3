using System.Xml;
using System.Xml.Linq;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>The filter parameter of get, get-config and create-subscription (RFC 6241 §6.1, §8.9.5.1).</summary>
/// <param name="Element">The element, for subtree filters.</param>
/// <param name="Select">The expression, for XPath filters.</param>
/// <param name="Prefixes">Prefixes in scope at the element.</param>
internal sealed record FilterParameter(XElement? Element, string? Select, IReadOnlyDictionary<string, string> Prefixes)
{
    /// <summary>Reads the filter element the reader stands on; null when errors were reported.</summary>
    /// <remarks>The attributes may be qualified with the base namespace, as generated XML has them.</remarks>
    public static FilterParameter? Read(ParameterReader parameters)
    {
        var reader = parameters.Reader;
        var prefixes = Scope(reader);
        var type = reader.GetAttribute("type") ?? reader.GetAttribute("type", NetconfNames.Base) ?? "subtree";
        switch (type)
        {
            case "subtree":
                return new FilterParameter((XElement)XNode.ReadFrom(reader), null, prefixes);
            case "xpath":
                var select = reader.GetAttribute("select") ?? reader.GetAttribute("select", NetconfNames.Base);
                reader.Skip();
                if (select is null)
                {
                    parameters.Report(RpcError.MissingAttribute(ErrorType.Protocol, "select", "filter", "filter: an xpath filter needs the attribute select"), "filter");
                    return null;
                }

                return new FilterParameter(null, select, prefixes);
            default:
                reader.Skip();
                parameters.Report(RpcError.BadAttribute(ErrorType.Protocol, "type", "filter", $"filter: type is subtree or xpath, got \"{type}\""), "filter");
                return null;
        }
    }

    /// <summary>The filter for top-level data; null when errors were reported.</summary>
    public DataFilter? Compile(SchemaContext schema, ParameterReader parameters)
    {
        if (Element is not null)
        {
            return SubtreeFilter.Compile(Element, schema, Prefixes);
        }

        if (schema.Serves(ProtocolFeatures.XPath))
        {
            return XPathDataFilter.Compile(Select!, schema, Prefixes, parameters); // one of the two is set
        }

        parameters.Report(RpcError.OperationNotSupported(ErrorType.Protocol, "filter: this server has no :xpath capability"), "filter");
        return null;
    }

    /// <summary>Prefix to namespace where the reader stands.</summary>
    internal static Dictionary<string, string> Scope(XmlReader reader)
        => reader is IXmlNamespaceResolver resolver ? new(resolver.GetNamespacesInScope(XmlNamespaceScope.ExcludeXml)) : [];
}
