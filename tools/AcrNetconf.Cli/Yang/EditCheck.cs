using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Cli.Yang;

/// <summary>Judges an edit payload in the order of RFC 7950 §8.3: what it says, what it does to a datastore, what comes of it.</summary>
/// <param name="context">The schema.</param>
/// <param name="datastore">Configuration it is applied to; null when only the payload is to be judged.</param>
internal sealed class EditCheck(SchemaContext context, DataTree? datastore)
{
    /// <summary>Reads from <c>edit-config</c>, <c>config</c> or the element put around bare nodes.</summary>
    /// <exception cref="XmlException">Not well-formed.</exception>
    public ImmutableArray<Violation> Run(XmlReader reader)
    {
        var @default = EditOperation.Merge;
        if (reader is { NamespaceURI: InstanceReader.Base, LocalName: "rpc" or "edit-config" })
        {
            // The parameters stand before the payload (RFC 6241 §7.2), in any order we can use.
            while (reader.LocalName != "config" && reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "default-operation" })
                {
                    @default = reader.ReadElementContentAsString().Trim() switch
                    {
                        "replace" => EditOperation.Replace,
                        "none" => EditOperation.None,
                        _ => EditOperation.Merge,
                    };
                }
            }

            if (reader.EOF)
            {
                return [new("missing-element", null, null, "edit-config has no config", [new("bad-element", "", "config")])];
            }
        }

        var edit = EditReader.Read(reader, context, @default, out var violations);
        if (!violations.IsEmpty || datastore is null)
        {
            return violations;
        }

        var result = EditApplier.Apply(datastore, edit);
        if (!result.Errors.IsEmpty)
        {
            return result.Errors;
        }

        var normalised = Normaliser.Normalise(DataDiff.Between(datastore, result.Tree));
        return Validator.Validate(normalised.Tree, ValidationScope.Config);
    }
}
