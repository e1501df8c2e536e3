using System.Collections.Immutable;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Editing;

/// <summary>Attributes an edit-config payload may carry: operation, insert, key, value, and the with-defaults tag.</summary>
internal sealed class EditAttributePolicy : XmlAttributePolicy
{
    internal const string BaseNamespace = "urn:ietf:params:xml:ns:netconf:base:1.0";
    internal const string YangNamespace = "urn:ietf:params:xml:ns:yang:1";
    internal const string DefaultsNamespace = "urn:ietf:params:xml:ns:netconf:default:1.0";

    public static EditAttributePolicy Instance { get; } = new();

    /// <inheritdoc/>
    public override string? Refusal(SchemaNode node, in DataAttribute attribute) => (attribute.Namespace, attribute.Name) switch
    {
        (BaseNamespace, "operation") => null,
        (DefaultsNamespace, "default") => null,
        (TransactionId.Namespace, "etag" or "last-modified") => null,
        (YangNamespace, "insert") => IsUserOrdered(node) ? null : "insert is for entries of ordered-by user lists and leaf-lists",
        (YangNamespace, "key") => node is ListSchema && IsUserOrdered(node) ? null : "key is for entries of ordered-by user lists",
        (YangNamespace, "value") => node is LeafListSchema && IsUserOrdered(node) ? null : "value is for entries of ordered-by user leaf-lists",
        ("", "operation") => $"operation needs the namespace {BaseNamespace}, e.g. nc:operation with xmlns:nc declared",
        ("", _) => $"{attribute.Name} is not an attribute of configuration data",
        _ => $"{attribute.Name} of namespace {attribute.Namespace} is not an attribute of configuration data",
    };

    /// <inheritdoc/>
    public override bool AllowsNoValue(SchemaNode node, ImmutableArray<DataAttribute> attributes)
        => node is LeafSchema or AnydataSchema && Find(attributes, BaseNamespace, "operation") is "delete" or "remove";

    /// <summary>Value of an attribute, or null.</summary>
    internal static string? Find(ImmutableArray<DataAttribute> attributes, string @namespace, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name == name && attribute.Namespace == @namespace)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    private static bool IsUserOrdered(SchemaNode node) => node is ListSchema { IsUserOrdered: true } or LeafListSchema { IsUserOrdered: true };
}
