using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>A data node with children: root, container, list entry, operation parameters, notification.</summary>
/// <remarks>Children stand in schema order; at most one node per schema child, lists and leaf-lists being one node each.</remarks>
public abstract class DataBranch : DataNode
{
    private protected static readonly DataNode[] NoChildren = [];

    private readonly DataNode[] _children;

    // Takes ownership of the array, which must be in schema order.
    private protected DataBranch(SchemaBranch schema, DataNode[] children)
        : base(schema) => _children = children;

    public SchemaBranch BranchSchema => (SchemaBranch)Schema;

    /// <summary>Number of children; a list counts once.</summary>
    public int Count => _children.Length;

    public bool IsEmpty => _children.Length == 0;

    /// <summary>Children in schema order. Does not copy.</summary>
    public ImmutableArray<DataNode> Children => ImmutableCollectionsMarshal.AsImmutableArray(_children);

    internal DataNode[] ChildArray => _children;

    /// <summary>The child for a schema node of this branch; null when absent.</summary>
    public DataNode? Find(SchemaNode child)
    {
        var at = IndexOf(child.Ordinal);
        return at >= 0 && ReferenceEquals(_children[at].Schema, child) ? _children[at] : null;
    }

    public LeafNode? Find(LeafSchema child) => (LeafNode?)Find((SchemaNode)child);

    public LeafListNode? Find(LeafListSchema child) => (LeafListNode?)Find((SchemaNode)child);

    public ContainerNode? Find(ContainerSchema child) => (ContainerNode?)Find((SchemaNode)child);

    public ListNode? Find(ListSchema child) => (ListNode?)Find((SchemaNode)child);

    /// <summary>The child by module name and name; slower than by schema node.</summary>
    public DataNode? Find(string module, string name)
    {
        foreach (var child in _children)
        {
            if (child.Schema.Name == name && child.Schema.Module.Name == module)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The child by name, of the first module that has it; slower than by schema node.</summary>
    public DataNode? Find(string name)
    {
        foreach (var child in _children)
        {
            if (child.Schema.Name == name)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>Value of a leaf that is set; null when it is not.</summary>
    public YangValue? ValueOf(LeafSchema leaf) => Find(leaf)?.Value;

    /// <summary>The value in force: as set, else the default where it applies (RFC 7950 §7.6.1); when-conditions are not considered.</summary>
    public YangValue? EffectiveLeaf(LeafSchema leaf) => DefaultView.EffectiveLeaf(this, leaf);

    /// <summary>This branch with a child added or replaced; an empty list or leaf-list removes it.</summary>
    /// <exception cref="ArgumentException">The child does not belong here.</exception>
    public DataBranch With(DataNode child)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (child is ListNode { Count: 0 } or LeafListNode { Count: 0 })
        {
            return Without(child.Schema);
        }

        CheckBelongs(child.Schema);
        var at = IndexOf(child.Schema.Ordinal);
        if (at < 0)
        {
            return Rebuild(Insert(~at, child));
        }

        if (ReferenceEquals(_children[at], child))
        {
            return this;
        }

        var copy = _children.AsSpan().ToArray();
        copy[at] = child;
        return Rebuild(copy);
    }

    /// <summary>This branch without a child; the same branch when it is absent.</summary>
    public DataBranch Without(SchemaNode child)
    {
        ArgumentNullException.ThrowIfNull(child);
        var at = IndexOf(child.Ordinal);
        if (at < 0 || !ReferenceEquals(_children[at].Schema, child))
        {
            return this;
        }

        if (_children.Length == 1)
        {
            return Rebuild(NoChildren);
        }

        var copy = new DataNode[_children.Length - 1];
        _children.AsSpan(0, at).CopyTo(copy);
        _children.AsSpan(at + 1).CopyTo(copy.AsSpan(at));
        return Rebuild(copy);
    }

    /// <summary>This branch with other children, which must be in schema order, one per schema child.</summary>
    /// <exception cref="ArgumentException">Not in schema order, or a child does not belong here.</exception>
    public DataBranch WithChildren(ReadOnlySpan<DataNode> children)
    {
        var last = -1;
        foreach (var child in children)
        {
            CheckBelongs(child.Schema);
            if (child.Schema.Ordinal <= last)
            {
                throw new ArgumentException($"{child.Schema}: children are not in schema order");
            }

            last = child.Schema.Ordinal;
        }

        return Rebuild(children.IsEmpty ? NoChildren : children.ToArray());
    }

    /// <summary>Makes an empty branch for a schema node: root, container, keyless entry, operation parameters or notification.</summary>
    internal static DataBranch Create(SchemaBranch schema, DataNode[] children) => schema switch
    {
        RootSchema root => new RootNode(root, children),
        ContainerSchema container => new ContainerNode(container, children),
        ListSchema list => new ListEntryNode(list, children),
        OperationParametersSchema parameters => new OperationNode(parameters, children),
        NotificationSchema notification => new NotificationNode(notification, children),
        _ => throw new ArgumentException($"{schema}: no instance data of its own", nameof(schema)),
    };

    private protected abstract DataBranch Rebuild(DataNode[] children);

    /// <summary>Index of the child with an ordinal, or the complement of where it would go.</summary>
    internal int IndexOf(int ordinal)
    {
        var children = _children;

        // Branches are mostly complete: the child often stands at or just before its ordinal.
        if ((uint)ordinal < (uint)children.Length && children[ordinal].Schema.Ordinal == ordinal)
        {
            return ordinal;
        }

        int low = 0, high = Math.Min(children.Length - 1, ordinal);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var sign = ordinal - children[middle].Schema.Ordinal;
            if (sign == 0)
            {
                return middle;
            }

            if (sign > 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    private DataNode[] Insert(int at, DataNode child)
    {
        var copy = new DataNode[_children.Length + 1];
        _children.AsSpan(0, at).CopyTo(copy);
        copy[at] = child;
        _children.AsSpan(at).CopyTo(copy.AsSpan(at + 1));
        return copy;
    }

    private void CheckBelongs(SchemaNode child)
    {
        var siblings = BranchSchema.DataChildren;
        if ((uint)child.Ordinal >= (uint)siblings.Length || !ReferenceEquals(siblings[child.Ordinal], child))
        {
            throw new ArgumentException($"{child} is not a child of {Schema}", nameof(child));
        }
    }
}
