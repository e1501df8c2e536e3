using System.Collections.Immutable;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Yang;

/// <summary>Attributes of edit-config (RFC 6241 §7.2, RFC 7950 §7.8.6), with the values they may have.</summary>
internal sealed class EditAttributePolicy : XmlAttributePolicy
{
    private static readonly string[] Operations = ["merge", "replace", "create", "delete", "remove"];
    private static readonly string[] Insertions = ["first", "last", "before", "after"];

    public override string? Refusal(SchemaNode node, in DataAttribute attribute) => (attribute.Namespace, attribute.Name) switch
    {
        (InstanceReader.Base, "operation") => Operations.Contains(attribute.Value) ? null : $"\"{attribute.Value}\" is not an operation",
        (InstanceReader.Yang, "insert") => Insertions.Contains(attribute.Value) ? null : $"\"{attribute.Value}\" is not a place to insert at",
        (InstanceReader.Yang, "key" or "value") => null,
        _ => $"attribute \"{attribute.Name}\" has no meaning here",
    };

    public override bool AllowsNoValue(SchemaNode node, ImmutableArray<DataAttribute> attributes)
        => attributes.Any(attribute => attribute is { Namespace: InstanceReader.Base, Name: "operation", Value: "delete" or "remove" });
}
