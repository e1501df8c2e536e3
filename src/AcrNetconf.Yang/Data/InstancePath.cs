using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>Names one node of a data tree: an instance-identifier (RFC 7950 §9.13) with typed keys.</summary>
/// <remarks>
/// Immutable; a path shares its beginning with its parent, so appending costs one small object. A list step without key means the whole
/// list. Steps may lead into an operation (then to its parameters) or a notification.
/// </remarks>
public sealed class InstancePath : IEquatable<InstancePath>
{
    private InstancePath()
    {
    }

    private InstancePath(InstancePath parent, InstanceStep step)
    {
        Parent = parent;
        Step = step;
        Depth = parent.Depth + 1;
    }

    /// <summary>The path without steps.</summary>
    public static InstancePath Root { get; } = new();

    /// <summary>Null for the root.</summary>
    public InstancePath? Parent { get; }

    /// <summary>The last step; meaningless for the root.</summary>
    public InstanceStep Step { get; }

    /// <summary>Number of steps.</summary>
    public int Depth { get; }

    [MemberNotNullWhen(false, nameof(Parent))]
    public bool IsRoot => Parent is null;

    /// <summary>The node the path leads to; null for the root.</summary>
    public SchemaNode? Schema => IsRoot ? null : Step.Schema;

    /// <summary>All steps from the root.</summary>
    public ImmutableArray<InstanceStep> Steps
    {
        get
        {
            var steps = new InstanceStep[Depth];
            for (var path = this; !path.IsRoot; path = path.Parent)
            {
                steps[path.Depth - 1] = path.Step;
            }

            return ImmutableArray.Create(steps);
        }
    }

    public InstancePath Append(SchemaNode schema) => new(this, new InstanceStep(schema));

    /// <summary>Appends a list entry.</summary>
    public InstancePath Append(ListSchema schema, ListKey key) => new(this, new InstanceStep(schema, key, 0));

    /// <summary>Appends a leaf-list entry.</summary>
    public InstancePath Append(LeafListSchema schema, YangValue value) => new(this, new InstanceStep(schema, new ListKey(value), 0));

    /// <summary>Appends an entry of a keyless list by 1-based position.</summary>
    public InstancePath Append(ListSchema schema, int position) => new(this, new InstanceStep(schema, default, position));

    public InstancePath Append(InstanceStep step) => new(this, step);

    /// <summary>Appends the step that leads to a child: an entry with its key, any other node by name.</summary>
    public InstancePath Append(DataNode child)
    {
        ArgumentNullException.ThrowIfNull(child);
        return child is ListEntryNode entry ? Append(entry.ListSchema, entry.Key) : Append(child.Schema);
    }

    /// <summary>True when the path equals the other one or begins with it.</summary>
    public bool StartsWith(InstancePath other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var path = this;
        while (path.Depth > other.Depth)
        {
            path = path.Parent!; // depth above zero, hence not the root
        }

        return path.Equals(other);
    }

    /// <summary>Parses an instance-identifier as in XML (prefixed names) or JSON (module names, inherited by following names).</summary>
    /// <param name="text">The text; white space inside predicates is allowed.</param>
    /// <param name="context">Where names are looked up.</param>
    /// <param name="prefixes">Meaning of prefixes; <see cref="ModuleNames"/> for JSON.</param>
    /// <param name="path">The path on success.</param>
    /// <param name="error">Why not, otherwise; one sentence.</param>
    public static bool TryParse(
        string text,
        SchemaContext context,
        IPrefixResolver prefixes,
        [NotNullWhen(true)] out InstancePath? path,
        [NotNullWhen(false)] out string? error)
        => new InstancePathParser(text, context, prefixes).TryParse(out path, out error);

    /// <summary>Parses the predicates of one list entry, as in the key attribute of an insertion (RFC 7950 §7.8.6): <c>[ex:name='x'][ex:id='1']</c>.</summary>
    public static bool TryParseKey(
        string text,
        ListSchema list,
        SchemaContext context,
        IPrefixResolver prefixes,
        out ListKey key,
        [NotNullWhen(false)] out string? error)
        => new InstancePathParser(text, context, prefixes).TryParseKey(list, out key, out error);

    /// <summary>JSON form (RFC 7951 §6.11): module names where the module changes.</summary>
    public override string ToString() => InstancePathWriter.ToJsonForm(this);

    /// <summary>XPath form for XML documents: every name prefixed.</summary>
    /// <param name="declarations">Prefix to namespace, for all prefixes used; to be declared where the path stands.</param>
    public string ToXPath(out ImmutableArray<KeyValuePair<string, string>> declarations) => InstancePathWriter.ToXPath(this, out declarations);

    public bool Equals(InstancePath? other)
    {
        if (other is null || Depth != other.Depth)
        {
            return false;
        }

        var (left, right) = (this, other);
        while (!left.IsRoot && !ReferenceEquals(left, right))
        {
            if (left.Step != right.Step)
            {
                return false;
            }

            (left, right) = (left.Parent, right.Parent!); // same depth
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as InstancePath);

    public override int GetHashCode()
        => IsRoot ? 0 : HashCode.Combine(Depth, Step.Schema, Step.Key, Parent.IsRoot ? 0 : Parent.Step.Key.GetHashCode());
}
