using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.Data;

/// <summary>Data as it is in force: defaults of what is not set, and non-presence containers, seen as if they were in the tree.</summary>
/// <remarks>
/// Defaults are never stored. When-conditions are the caller's knowledge, since they need the ancestors: where one is passed, it is asked
/// for every node that has when-conditions, on itself or on the choices and cases around it, and that is not in the tree.
/// </remarks>
public static class DefaultView
{
    /// <summary>Value in force of a leaf below a branch that exists; null when it is not set and has no default in use (RFC 7950 §7.6.1).</summary>
    /// <param name="parent">A branch that is in the tree, or a non-presence container that is in force.</param>
    /// <param name="leaf">A leaf of that branch.</param>
    /// <param name="whenHolds">Tells whether all when-conditions of a schema node below <paramref name="parent"/> hold; null takes them as true.</param>
    public static YangValue? EffectiveLeaf(DataBranch parent, LeafSchema leaf, Func<SchemaNode, bool>? whenHolds = null)
        => EffectiveChild(parent, leaf, whenHolds) is LeafNode node ? node.Value : null;

    /// <summary>The child as set, else as its default makes it: leaf, leaf-list (§7.7.2) or empty non-presence container; null when there is neither.</summary>
    /// <remarks>The same virtual node object is returned each time.</remarks>
    public static DataNode? EffectiveChild(DataBranch parent, SchemaNode child, Func<SchemaNode, bool>? whenHolds = null)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(child);
        return parent.Find(child) ?? (DefaultNode(child) is { } node && IsInUse(parent, child, whenHolds) ? node : null);
    }

    /// <summary>All children in force, in schema order: those set, defaults, and non-presence containers.</summary>
    public static ImmutableArray<DataNode> EffectiveChildren(DataBranch parent, Func<SchemaNode, bool>? whenHolds = null)
    {
        ArgumentNullException.ThrowIfNull(parent);
        var schema = parent.BranchSchema;
        ImmutableArray<DataNode>.Builder? all = null;
        foreach (var child in schema.DataChildren)
        {
            if (DefaultNode(child) is { } node && parent.Find(child) is null && IsInUse(parent, child, whenHolds))
            {
                all ??= ImmutableArray.CreateBuilder<DataNode>();
                all.Add(node);
            }
        }

        if (all is null)
        {
            return parent.Children;
        }

        all.AddRange(parent.ChildArray);
        all.Sort(static (left, right) => left.Schema.Ordinal.CompareTo(right.Schema.Ordinal));
        return all.DrainToImmutable();
    }

    /// <summary>A branch with the defaults below it put in as nodes, for reports of all data; cost follows the size of the branch.</summary>
    /// <param name="branch">What to report.</param>
    /// <param name="condition">Decides when-conditions; null takes them as true.</param>
    /// <param name="configOnly">True leaves defaults of state nodes out.</param>
    /// <param name="ancestors">From the root to the parent of <paramref name="branch"/>; empty when it is the root.</param>
    /// <remarks>The result is for reading only. <see cref="IsFromDefault"/> tells what was put in.</remarks>
    public static DataBranch WithDefaults(DataBranch branch, DefaultCondition? condition = null, bool configOnly = false, params ReadOnlySpan<DataBranch> ancestors)
    {
        ArgumentNullException.ThrowIfNull(branch);
        return new DefaultMaterialiser(condition, configOnly).Run(branch, DefaultScope.Everything, ancestors);
    }

    /// <summary>A tree with the defaults that are in use in a part of it put in as nodes; cost follows the part.</summary>
    /// <inheritdoc cref="WithDefaults(DataBranch, DefaultCondition?, bool, ReadOnlySpan{DataBranch})" path="/remarks"/>
    public static DataTree WithDefaults(DataTree tree, DefaultScope scope, bool configOnly)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(scope);
        return tree.With(new DefaultMaterialiser(WhenConditions.For(tree), configOnly).Run(tree.Root, scope, []));
    }

    /// <summary>True for a node that <see cref="WithDefaults"/> or <see cref="EffectiveChild"/> made up; false for data that was set, whatever its value.</summary>
    public static bool IsFromDefault(DataNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return ReferenceEquals(node, node.Schema.DefaultNode);
    }

    /// <summary>True when the data in the tree selects this case, or its choice falls back to it (RFC 7950 §7.9.3).</summary>
    public static bool IsCaseInForce(DataBranch parent, CaseSchema @case)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(@case);
        if (AnyExists(parent, @case))
        {
            return true;
        }

        var choice = (ChoiceSchema)@case.Parent!; // a case always stands in a choice
        return ReferenceEquals(choice.DefaultCase, @case)
            && !AnyExists(parent, choice)
            && (choice.Parent is not CaseSchema outer || IsCaseInForce(parent, outer));
    }

    /// <summary>True when a leaf's value is what its default would be.</summary>
    public static bool IsDefaultValue(LeafNode leaf)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        return leaf.LeafSchema.Default is { } value && value == leaf.Value;
    }

    /// <summary>True when a leaf-list's values are its defaults, in the same order.</summary>
    public static bool IsDefaultValue(LeafListNode leafList)
    {
        ArgumentNullException.ThrowIfNull(leafList);
        var defaults = leafList.LeafListSchema.Defaults;
        if (defaults.Length != leafList.Count || defaults.IsEmpty)
        {
            return false;
        }

        return leafList.Values.SequenceEqual(LeafListNode.Create(leafList.LeafListSchema, defaults).Values);
    }

    /// <summary>True when trim mode (RFC 6243 §3.2) leaves the node out: default values, and containers that hold nothing else.</summary>
    public static bool IsTrimmed(DataNode node) => node switch
    {
        LeafNode leaf => !leaf.LeafSchema.IsKey && IsDefaultValue(leaf),
        LeafListNode leafList => IsDefaultValue(leafList),
        ContainerNode { ContainerSchema.IsPresence: false } container => Array.TrueForAll(container.ChildArray, IsTrimmed),
        _ => false,
    };

    private static bool IsInUse(DataBranch parent, SchemaNode child, Func<SchemaNode, bool>? whenHolds)
    {
        if (child.Parent is CaseSchema @case && !IsCaseInForce(parent, @case))
        {
            return false;
        }

        if (whenHolds is null)
        {
            return true;
        }

        SchemaNode? node = child;
        do
        {
            if (!node.Whens.IsEmpty && !whenHolds(node))
            {
                return false;
            }

            node = node.Parent;
        }
        while (node is ChoiceSchema or CaseSchema);
        return true;
    }

    private static bool AnyExists(DataBranch parent, SchemaBranch caseOrChoice)
    {
        foreach (var node in caseOrChoice.DataChildren)
        {
            if (parent.Find(node) is { } present and not ContainerNode { IsEmpty: true, ContainerSchema.IsPresence: false })
            {
                return true;
            }
        }

        return false;
    }

    // Made once per schema node; two threads making it at once make equal nodes, and either may stay.
    private static DataNode? DefaultNode(SchemaNode schema) => schema.DefaultNode ?? schema switch
    {
        LeafSchema { Default: { } value } leaf => schema.DefaultNode = new LeafNode(leaf, value),
        LeafListSchema { Defaults.IsEmpty: false } leafList => schema.DefaultNode = LeafListNode.Create(leafList, leafList.Defaults),
        ContainerSchema { IsPresence: false } container => schema.DefaultNode = ContainerNode.Empty(container),
        _ => null,
    };
}
