namespace AcrNetconf.Yang.Data.Trees;

/// <summary>A node of a persistent B+tree: changed by copying the path from the root, shared otherwise.</summary>
/// <remarks>All leaves are at the same depth. No node is empty. Immutable, so arrays may be shared.</remarks>
internal abstract class TreeNode<T>
{
    /// <summary>Items a leaf, or children an inner node, holds at most; measured: 16 to 64 differ by less than a tenth.</summary>
    public const int Capacity = 32;

    /// <summary>Below this a node is merged with a neighbour when both fit into one.</summary>
    public const int Sparse = 10;

    private protected TreeNode(int count, int height)
    {
        Count = count;
        Height = height;
    }

    /// <summary>Items at and below.</summary>
    public int Count { get; }

    /// <summary>0 for a leaf.</summary>
    public int Height { get; }

    public abstract ref readonly T First { get; }

    /// <summary>Items of a leaf, children of an inner node.</summary>
    public abstract int Width { get; }
}
