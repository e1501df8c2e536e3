using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Editing;

/// <summary>Reads the content of an edit-config &lt;config&gt; element into a typed edit (RFC 6241 §7.2, RFC 7950 §7.8.6).</summary>
public sealed class EditReader
{
    private readonly SchemaContext _schema;
    private readonly ImmutableArray<Violation>.Builder _violations = ImmutableArray.CreateBuilder<Violation>();

    private bool _isConditional;

    private EditReader(SchemaContext schema) => _schema = schema;

    /// <summary>Reads from a reader positioned on the &lt;config&gt; element; afterwards it stands behind its end.</summary>
    /// <param name="reader">DTDs must be prohibited by its settings (<see cref="XmlDataReader.Settings"/>).</param>
    /// <param name="schema">Gives the payload its types.</param>
    /// <param name="defaultOperation">merge, replace or none.</param>
    /// <param name="violations">All that is wrong with the payload, in document order; empty on success.</param>
    /// <returns>The typed edit; to be used only when there are no violations.</returns>
    public static EditTree Read(XmlReader reader, SchemaContext schema, EditOperation defaultOperation, out ImmutableArray<Violation> violations)
    {
        var known = TransactionId.Read(name => reader.GetAttribute(name, TransactionId.Namespace));
        var elements = XmlDataReader.ReadElements(reader, schema, EditAttributePolicy.Instance);
        var self = new EditReader(schema);
        var nodes = elements.IsValid ? self.Convert(elements.Root.Children, InstancePath.Root) : [];
        violations = elements.IsValid ? self._violations.ToImmutable() : FirstPerNode(elements.Violations);
        return new EditTree(nodes, defaultOperation) { Known = known, IsConditional = known is not null || self._isConditional };
    }

    /// <summary>Reads a document written by <see cref="EditWriter"/>.</summary>
    /// <exception cref="InvalidDataException">The document does not fit the schema; the message says where.</exception>
    internal static EditTree Parse(SchemaContext schema, string document)
    {
        using var reader = XmlReader.Create(new StringReader(document), XmlDataReader.Settings);
        reader.MoveToContent();
        var edit = Read(reader, schema, EditOperation.Merge, out var violations);
        return violations.IsEmpty ? edit : throw new InvalidDataException(violations[0].Message);
    }

    /// <summary>One cause, one error: a node with an unusable attribute is not reported for its missing value too.</summary>
    private static ImmutableArray<Violation> FirstPerNode(ImmutableArray<Violation> violations)
        => [.. violations.DistinctBy(v => v.Path is null ? (object)v : v.Path.ToString())];

    private ImmutableArray<EditNode> Convert(IReadOnlyList<DataElement> elements, InstancePath parent)
    {
        var nodes = ImmutableArray.CreateBuilder<EditNode>(elements.Count);
        CheckSiblings(elements, parent);
        foreach (var element in elements)
        {
            if (element.Schema is not LeafSchema { IsKey: true })
            {
                nodes.Add(Convert(element, parent));
            }
        }

        return nodes.DrainToImmutable();
    }

    private EditNode Convert(DataElement element, InstancePath parent)
    {
        var path = parent.Append(element.Step);
        return new EditNode(element.Schema)
        {
            Operation = OperationOf(element, path),
            Value = element.Value,
            Content = element.Content,
            Key = element.Key,
            Insert = element.Attributes.IsEmpty ? null : InsertOf(element, path),
            Known = element.Attributes.IsEmpty ? null : KnownOf(element),
            Children = element.Children.Count == 0 ? [] : Convert(element.Children, path),
        };
    }

    private TransactionId? KnownOf(DataElement element)
    {
        var known = TransactionId.Read(name => EditAttributePolicy.Find(element.Attributes, TransactionId.Namespace, name));
        _isConditional |= known is not null;
        return known;
    }

    private EditOperation? OperationOf(DataElement element, InstancePath path)
    {
        if (element.Attributes.IsEmpty)
        {
            return null;
        }

        var operation = ParseOperation(element, path);
        if (EditAttributePolicy.Find(element.Attributes, EditAttributePolicy.DefaultsNamespace, "default") is not ("true" or "1"))
        {
            return operation;
        }

        // RFC 6243 §4.5.2: a tagged node must carry its default; setting it to that leaves it unset in explicit mode.
        if (element.Schema is LeafSchema { Default: { } @default } && element.Value == @default)
        {
            return EditOperation.Remove;
        }

        _violations.Add(new Violation("invalid-value", null, path, $"{path}: \"{element.Value}\" is tagged wd:default but is not the default"));
        return operation;
    }

    private EditOperation? ParseOperation(DataElement element, InstancePath path)
    {
        var text = EditAttributePolicy.Find(element.Attributes, EditAttributePolicy.BaseNamespace, "operation");
        switch (text)
        {
            case null:
                return null;
            case "merge":
                return EditOperation.Merge;
            case "replace":
                return EditOperation.Replace;
            case "create":
                return EditOperation.Create;
            case "delete":
                return EditOperation.Delete;
            case "remove":
                return EditOperation.Remove;
            default:
                _violations.Add(EditErrors.BadAttribute(path, "operation", element.Schema.Name, null, $"operation \"{text}\" is none of merge, replace, create, delete, remove"));
                return null;
        }
    }

    private EditInsert? InsertOf(DataElement element, InstancePath path)
    {
        var insert = EditAttributePolicy.Find(element.Attributes, EditAttributePolicy.YangNamespace, "insert");
        switch (insert)
        {
            case null:
                return null;
            case "first":
                return new EditInsert(EditInsertPlace.First, null);
            case "last":
                return new EditInsert(EditInsertPlace.Last, null);
            case "before" or "after":
                return AnchorOf(element, path) is { } anchor
                    ? new EditInsert(insert == "before" ? EditInsertPlace.Before : EditInsertPlace.After, anchor)
                    : null;
            default:
                _violations.Add(EditErrors.BadAttribute(path, "insert", element.Schema.Name, null, $"insert \"{insert}\" is none of first, last, before, after"));
                return null;
        }
    }

    private ListKey? AnchorOf(DataElement element, InstancePath path)
    {
        var name = element.Schema is ListSchema ? "key" : "value";
        var text = EditAttributePolicy.Find(element.Attributes, EditAttributePolicy.YangNamespace, name);
        if (text is null)
        {
            _violations.Add(EditErrors.MissingAttribute(path, name, element.Schema.Name, $"insert before or after needs the attribute {name}"));
            return null;
        }

        var prefixes = element.Prefixes ?? new ModuleNames(_schema, element.Schema.Module);
        string? error;
        if (element.Schema is ListSchema list)
        {
            if (InstancePath.TryParseKey(text, list, _schema, prefixes, out var key, out error))
            {
                return key;
            }
        }
        else if (((LeafListSchema)element.Schema).Type.TryParse(text, prefixes, out var value, out var violation))
        {
            return new ListKey(value);
        }
        else
        {
            error = violation.Message;
        }

        _violations.Add(EditErrors.BadAttribute(path, name, element.Schema.Name, null, $"{name} \"{text}\" names no entry: {error}"));
        return null;
    }

    /// <summary>What only the attributes can tell: a node given twice, two cases of one choice (RFC 7950 §7.9.6).</summary>
    private void CheckSiblings(IReadOnlyList<DataElement> elements, InstancePath parent)
    {
        HashSet<SchemaNode>? seen = null;
        Dictionary<ChoiceSchema, CaseSchema>? cases = null;
        foreach (var element in elements)
        {
            if (element.Schema is not (ListSchema or LeafListSchema) && elements.Count > 1 && !(seen ??= []).Add(element.Schema))
            {
                Report(element, parent, "stands twice in the edit");
            }

            var isRemoval = !element.Attributes.IsEmpty
                && EditAttributePolicy.Find(element.Attributes, EditAttributePolicy.BaseNamespace, "operation") is "delete" or "remove";
            for (var node = element.Schema.Parent; node is CaseSchema or ChoiceSchema && !isRemoval; node = node.Parent)
            {
                if (node is CaseSchema { Parent: ChoiceSchema choice } @case
                    && !(cases ??= []).TryAdd(choice, @case)
                    && !ReferenceEquals(cases[choice], @case))
                {
                    Report(element, parent, $"belongs to case {@case.Name} of choice {choice.Name}, the edit has case {cases[choice].Name} too");
                }
            }
        }
    }

    private void Report(DataElement element, InstancePath parent, string what)
    {
        var path = parent.Append(element.Step);
        _violations.Add(new Violation("bad-element", null, path, $"{path} {what}", [new ViolationInfo("bad-element", EditAttributePolicy.BaseNamespace, element.Schema.Name)]));
    }
}
