using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Versions;

/// <summary>When each container and list entry of running last changed at or below it.</summary>
/// <remarks>
/// Immutable. Holds only what changed since the start: a node without record is as old as the nearest ancestor that came into being whole.
/// A commit costs what it changes, memory follows the nodes that changed.
/// </remarks>
public sealed class VersionTree
{
    private readonly NodeVersion _born;
    private readonly ImmutableDictionary<InstanceStep, VersionTree> _children;
    private readonly VersionTree _others;

    private VersionTree(NodeVersion changed, NodeVersion born, ImmutableDictionary<InstanceStep, VersionTree> children)
    {
        Changed = changed;
        _born = born;
        _children = children;
        _others = changed == born && children.IsEmpty ? this : new VersionTree(born, born, ImmutableDictionary<InstanceStep, VersionTree>.Empty);
    }

    /// <summary>The last change of the node or of anything below it.</summary>
    public NodeVersion Changed { get; }

    /// <summary>A node that came into being, or is first seen, with all below it.</summary>
    public static VersionTree New(NodeVersion version) => new(version, version, ImmutableDictionary<InstanceStep, VersionTree>.Empty);

    /// <summary>A container or list entry below this node; it has to be there.</summary>
    public VersionTree Find(InstanceStep step) => _children.TryGetValue(step, out var child) ? child : _others;

    /// <summary>The versions after a change of this node.</summary>
    /// <param name="change">What changed below it.</param>
    /// <param name="version">The commit.</param>
    internal VersionTree After(DiffNode change, NodeVersion version)
    {
        ImmutableDictionary<InstanceStep, VersionTree>.Builder? children = null;
        foreach (var child in change.Children)
        {
            if (child.Schema is not (ContainerSchema or ListSchema))
            {
                continue;
            }

            children ??= _children.ToBuilder();
            if (child.Operation == DiffOperation.Delete)
            {
                children.Remove(child.Step);
            }
            else
            {
                children[child.Step] = child.Operation == DiffOperation.Create ? New(version) : Find(child.Step).After(child, version);
            }
        }

        return new VersionTree(version, _born, children?.ToImmutable() ?? _children);
    }
}
