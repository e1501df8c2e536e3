using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Datastores.Features;

/// <summary>Reads one leaf, reached through containers only, from a tree or from a list entry: as set, else its default.</summary>
/// <remarks>Resolved against the schema once, so that a binding names a leaf that exists or does not start. Immutable.</remarks>
public sealed class LeafReader
{
    private readonly ContainerSchema[] _containers;

    private LeafReader(ContainerSchema[] containers, LeafSchema leaf)
    {
        _containers = containers;
        Leaf = leaf;
    }

    public LeafSchema Leaf { get; }

    /// <summary>Resolves a path of names below <paramref name="start"/>, e.g. <c>request/sync-interval</c>.</summary>
    /// <exception cref="ArgumentException">The model has no such leaf; the message names it.</exception>
    public static LeafReader Resolve(SchemaBranch start, string path)
    {
        var names = path.Split('/');
        var containers = new ContainerSchema[names.Length - 1];
        var branch = start;
        for (var i = 0; i < containers.Length; i++)
        {
            containers[i] = branch.DataChildren.FirstOrDefault(c => c.Name == names[i]) as ContainerSchema
                ?? throw new ArgumentException($"{branch.SchemaPath} has no container {names[i]}", nameof(path));
            branch = containers[i];
        }

        return branch.DataChildren.FirstOrDefault(c => c.Name == names[^1]) is LeafSchema leaf
            ? new LeafReader(containers, leaf)
            : throw new ArgumentException($"{branch.SchemaPath} has no leaf {names[^1]}", nameof(path));
    }

    /// <summary>The value in force below <paramref name="start"/>; null when the leaf is neither set nor has a default.</summary>
    public YangValue? Value(DataBranch start)
    {
        var branch = start;
        foreach (var container in _containers)
        {
            if (branch.Find(container) is not ContainerNode next)
            {
                // A missing non-presence container still has its defaults.
                return Leaf.Default;
            }

            branch = next;
        }

        return branch.EffectiveLeaf(Leaf);
    }

    /// <summary>The value in force as text; null when there is none.</summary>
    public string? Text(DataBranch start) => Value(start)?.ToString();

    /// <summary>The value in force as a number.</summary>
    /// <exception cref="InvalidOperationException">There is no value; use only where the model guarantees one.</exception>
    public long Number(DataBranch start)
        => Value(start)?.Number ?? throw new InvalidOperationException($"{Leaf.SchemaPath} has no value");

    /// <summary>The value in force of a boolean; false when there is none.</summary>
    public bool IsTrue(DataBranch start) => Value(start) is { } value && value.Number != 0;
}
