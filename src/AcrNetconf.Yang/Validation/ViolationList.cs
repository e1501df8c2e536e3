using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Words violations as RFC 7950 §15 prescribes and collects them.</summary>
internal sealed class ViolationList
{
    private const string YangNamespace = "urn:ietf:params:xml:ns:yang:1";
    private readonly List<(ViolationPhase Phase, Violation Violation)> _violations = [];

    public int Count => _violations.Count;

    /// <summary>All violations, decisive ones first, otherwise in document order; the same one only once.</summary>
    public ImmutableArray<Violation> ToImmutable()
        => _violations.Count == 0 ? [] : [.. _violations.OrderBy(entry => entry.Phase).Select(entry => entry.Violation).Distinct()];

    /// <summary>A must that does not hold (RFC 7950 §15.4, §7.5.4).</summary>
    public void Must(XPathNode node, MustConstraint must)
    {
        var path = PathOf(node);
        var message = must.ErrorMessage ?? $"{path}: {ValueOf(node)}violates must \"{must.Expression.Text}\"";
        Add(ViolationPhase.Must, new("operation-failed", must.ErrorAppTag ?? "must-violation", path, message));
    }

    /// <summary>Data where a when is false (RFC 7950 §8.3.1).</summary>
    public void When(XPathNode parent, SchemaNode schema, SchemaNode? owner)
    {
        var path = PathOf(parent).Append(schema);
        var condition = owner?.Whens.FirstOrDefault()?.Expression.Text;
        Add(ViolationPhase.Existence, new("unknown-element", null, path,
            $"{path}: not allowed here, when \"{condition}\" is false", [new("bad-element", "", schema.Name)]));
    }

    /// <summary>Data of two cases of one choice (RFC 7950 §7.9.2).</summary>
    public void TwoCases(XPathNode parent, ChoiceSchema choice, SchemaNode first, SchemaNode second)
    {
        var path = PathOf(parent);
        Add(ViolationPhase.Existence, new("bad-element", null, path.Append(second),
            $"{path.Append(second)}: excluded by {first.Name}, another case of choice {choice.Name}", [new("bad-element", "", second.Name)]));
    }

    /// <summary>A reference to nothing (RFC 7950 §15.5).</summary>
    public void Reference(XPathNode node, in YangValue value, string? target)
    {
        var path = PathOf(node);
        var what = target is null ? "which does not exist" : $"but no {target} has that value";
        Add(ViolationPhase.Reference, new("data-missing", "instance-required", path, $"{path}: refers to \"{value}\", {what}"));
    }

    /// <summary>A mandatory leaf or anydata that is absent (RFC 7950 §7.6.5).</summary>
    public void Missing(XPathNode parent, SchemaNode schema)
    {
        var path = PathOf(parent).Append(schema);
        Add(ViolationPhase.Structure, new("data-missing", null, path, $"{path}: is mandatory and missing"));
    }

    /// <summary>A mandatory choice without any case (RFC 7950 §15.6).</summary>
    public void MissingChoice(XPathNode parent, ChoiceSchema choice)
    {
        var path = PathOf(parent);
        var cases = string.Join(", ", choice.Children.Select(@case => @case.Name));
        Add(ViolationPhase.Structure, new("data-missing", "missing-choice", path,
            $"{path}: one case of mandatory choice {choice.Name} is required: {cases}", [new("missing-choice", YangNamespace, choice.Name)]));
    }

    /// <summary>Too few entries (RFC 7950 §15.3).</summary>
    public void TooFew(XPathNode parent, SchemaNode schema, int count, uint minimum)
    {
        var path = PathOf(parent).Append(schema);
        Add(ViolationPhase.Structure, new("operation-failed", "too-few-elements", path, $"{path}: has {count} entries, at least {minimum} required"));
    }

    /// <summary>Too many entries (RFC 7950 §15.2).</summary>
    public void TooMany(XPathNode parent, SchemaNode schema, int count, uint maximum)
    {
        var path = PathOf(parent).Append(schema);
        Add(ViolationPhase.Structure, new("operation-failed", "too-many-elements", path, $"{path}: has {count} entries, at most {maximum} allowed"));
    }

    /// <summary>Two entries alike in a unique set (RFC 7950 §15.1).</summary>
    public void NotUnique(XPathNode first, XPathNode second, ImmutableArray<LeafSchema> leafs)
    {
        var here = PathOf(second);
        var other = PathOf(first);
        var info = ImmutableArray.CreateBuilder<ViolationInfo>();
        foreach (var leaf in leafs)
        {
            info.Add(new("non-unique", YangNamespace, Below(other, leaf).ToString()));
            info.Add(new("non-unique", YangNamespace, Below(here, leaf).ToString()));
        }

        var names = string.Join(" ", leafs.Select(leaf => leaf.Name));
        Add(ViolationPhase.Structure, new("operation-failed", "data-not-unique", here, $"{here}: has the same \"{names}\" as {other}", info.ToImmutable()));
    }

    /// <summary>The node an action or notification belongs to is not in the data.</summary>
    public void MissingTarget(InstancePath path)
    {
        Add(ViolationPhase.Existence, new("data-missing", null, path, $"{path}: does not exist, so nothing can happen to it"));
    }

    /// <summary>An expression that had to be abandoned.</summary>
    public void Abandoned(XPathNode node, string text)
    {
        var path = PathOf(node);
        Add(ViolationPhase.Must, new("resource-denied", null, path, $"{path}: evaluating \"{text}\" takes too much work"));
    }

    public static InstancePath PathOf(XPathNode node)
    {
        if (node.Parent is not { } parent)
        {
            return InstancePath.Root;
        }

        var path = PathOf(parent);
        return node.Schema switch
        {
            ListSchema list when node.Data is ListEntryNode { Key: { IsEmpty: false } key } => path.Append(list, key),
            ListSchema list when node.Index >= 0 => path.Append(list, node.Index + 1),
            LeafListSchema leafList when node.Value.IsValid => path.Append(leafList, node.Value),
            OperationParametersSchema { Parent: { } operation } => path.Append(operation),
            _ => path.Append(node.Schema),
        };
    }

    private static InstancePath Below(InstancePath entry, LeafSchema leaf)
    {
        var path = entry;
        foreach (var schema in SchemaPaths.Between(entry.Schema!, leaf)) // an entry's path is never the root
        {
            path = path.Append(schema);
        }

        return path;
    }

    private static string ValueOf(XPathNode node)
    {
        var value = node.Value;
        return value.IsValid ? $"{(value.ToString() is { Length: > 0 } text ? text : "\"\"")} " : "";
    }

    private void Add(ViolationPhase phase, Violation violation) => _violations.Add((phase, violation));
}
