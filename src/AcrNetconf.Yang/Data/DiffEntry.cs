namespace AcrNetconf.Yang.Data;

/// <summary>One change of a flattened difference.</summary>
/// <param name="Path">The changed node.</param>
/// <param name="Operation">Never <see cref="DiffOperation.Descend"/>.</param>
/// <param name="Node">The change with its nodes before and after.</param>
public sealed record DiffEntry(InstancePath Path, DiffOperation Operation, DiffNode Node)
{
    public DataNode? Before => Node.Before;

    public DataNode? After => Node.After;
}
