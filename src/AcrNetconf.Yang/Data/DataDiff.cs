namespace AcrNetconf.Yang.Data;

/// <summary>The difference between two versions of a tree.</summary>
/// <remarks>Parts the versions share are passed over, so the cost follows the change and not the size of the trees.</remarks>
public sealed class DataDiff
{
    private DataDiff(DataTree from, DataTree to, DiffNode root)
    {
        From = from;
        To = to;
        Root = root;
    }

    public DataTree From { get; }

    public DataTree To { get; }

    /// <summary>The root; its operation is always <see cref="DiffOperation.Descend"/>.</summary>
    public DiffNode Root { get; }

    public bool IsEmpty => Root.Children.IsEmpty;

    /// <exception cref="ArgumentException">The trees have different schema contexts.</exception>
    public static DataDiff Between(DataTree from, DataTree to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!ReferenceEquals(from.Schema, to.Schema))
        {
            throw new ArgumentException("the trees belong to different schema contexts", nameof(to));
        }

        var children = new DiffBuilder().Compare(from.Root, to.Root);
        return new(from, to, new DiffNode(from.Schema.Root, default, DiffOperation.Descend, from.Root, to.Root, children));
    }

    /// <summary>All changes with their paths, parents before children, in schema and list order.</summary>
    public IEnumerable<DiffEntry> Flatten() => Flatten(Root, InstancePath.Root);

    private static IEnumerable<DiffEntry> Flatten(DiffNode parent, InstancePath path)
    {
        foreach (var child in parent.Children)
        {
            var here = path.Append(child.Step);
            if (child.Operation != DiffOperation.Descend)
            {
                yield return new DiffEntry(here, child.Operation, child);
            }

            foreach (var below in Flatten(child, here))
            {
                yield return below;
            }
        }
    }
}
