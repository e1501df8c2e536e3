using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>The content of a datastore, or any set of top-level data. Immutable; a copy is a reference.</summary>
public sealed class DataTree
{
    public DataTree(SchemaContext schema, RootNode root)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(root);
        if (!ReferenceEquals(root.Schema, schema.Root))
        {
            throw new ArgumentException("the root belongs to another schema context", nameof(root));
        }

        Schema = schema;
        Root = root;
    }

    public SchemaContext Schema { get; }

    public RootNode Root { get; }

    public bool IsEmpty => Root.IsEmpty;

    public static DataTree Empty(SchemaContext schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema, RootNode.Empty(schema.Root));
    }

    /// <summary>This tree with another root; the same tree when it is the same root.</summary>
    public DataTree With(DataBranch root) => ReferenceEquals(root, Root) ? this : new(Schema, (RootNode)root);

    /// <summary>
    /// The node a path leads to: the entry for a list step with key or position, the whole <see cref="ListNode"/> for one without; for a
    /// leaf-list step with value the <see cref="LeafListNode"/> when it has that value. Null when there is no such node.
    /// </summary>
    public DataNode? Find(InstancePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        DataNode? node = Root;
        foreach (var step in path.Steps)
        {
            if (node is not DataBranch branch || branch.Find(step.Schema) is not { } child)
            {
                return null;
            }

            node = Select(child, step);
        }

        return node;
    }

    /// <summary>This tree with the node at a path replaced or added; missing ancestors are made.</summary>
    /// <param name="path">Leads to <paramref name="node"/>: with key for a list entry, without for leafs, containers, whole lists and leaf-lists.</param>
    /// <param name="node">What shall stand there.</param>
    /// <exception cref="ArgumentException">The path does not fit the node, or leads through a list without naming an entry by key.</exception>
    public DataTree Set(InstancePath path, DataNode node)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(node);
        if (path.Schema != node.Schema)
        {
            throw new ArgumentException($"{path} does not lead to {node.Schema}", nameof(path));
        }

        return With(SetIn(Root, path.Steps.AsSpan(), node));
    }

    /// <summary>This tree without the node at a path; the same tree when there is no such node. Ancestors stay, even when empty.</summary>
    public DataTree Remove(InstancePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.IsRoot ? Empty(Schema) : With(RemoveIn(Root, path.Steps.AsSpan()));
    }

    /// <summary>True when both hold the same data; shared parts are not visited.</summary>
    public bool ContentEquals(DataTree other) => DataDiff.Between(this, other).IsEmpty;

    private static DataNode? Select(DataNode child, in InstanceStep step) => child switch
    {
        ListNode list when step.Position > 0 => step.Position <= list.Count ? list[step.Position - 1] : null,
        ListNode list when !step.Key.IsEmpty => list.Find(step.Key),
        LeafListNode values when step.Position > 0 => step.Position <= values.Count ? values : null,
        LeafListNode values when !step.Key.IsEmpty => values.Contains(step.Key[0]) ? values : null,
        _ => child,
    };

    private static DataBranch SetIn(DataBranch branch, ReadOnlySpan<InstanceStep> steps, DataNode node)
    {
        var step = steps[0];
        if (step.Schema is ListSchema list && (steps.Length > 1 || node is ListEntryNode))
        {
            var entries = branch.Find(list) ?? ListNode.Empty(list);
            if (steps.Length == 1)
            {
                return branch.With(entries.With((ListEntryNode)node));
            }

            var entry = entries.Find(step.Key) ?? ListEntryNode.Create(list, step.Key);
            return branch.With(entries.With((ListEntryNode)SetIn(entry, steps[1..], node)));
        }

        if (steps.Length == 1)
        {
            return branch.With(node);
        }

        var child = branch.Find(step.Schema) as DataBranch ?? DataBranch.Create((SchemaBranch)step.Schema, []);
        return branch.With(SetIn(child, steps[1..], node));
    }

    private static DataBranch RemoveIn(DataBranch branch, ReadOnlySpan<InstanceStep> steps)
    {
        var step = steps[0];
        var child = branch.Find(step.Schema);
        if (child is null)
        {
            return branch;
        }

        if (steps.Length == 1)
        {
            return child switch
            {
                ListNode list when step.Position > 0 => step.Position <= list.Count ? branch.With(list.WithoutAt(step.Position - 1)) : branch,
                ListNode list when !step.Key.IsEmpty => branch.With(list.Without(step.Key)),
                LeafListNode values when !step.Key.IsEmpty => branch.With(values.Without(step.Key[0])),
                _ => branch.Without(step.Schema),
            };
        }

        if (child is ListNode entries)
        {
            return entries.Find(step.Key) is { } entry && RemoveIn(entry, steps[1..]) is var rest && !ReferenceEquals(rest, entry)
                ? branch.With(entries.With((ListEntryNode)rest))
                : branch;
        }

        return child is DataBranch inner ? branch.With(RemoveIn(inner, steps[1..])) : branch;
    }
}
