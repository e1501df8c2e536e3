namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Up to <see cref="TreeNode{T}.Capacity"/> items in order.</summary>
internal sealed class TreeLeaf<T>(T[] items) : TreeNode<T>(items.Length, 0)
{
    public readonly T[] Items = items;

    public override ref readonly T First => ref Items[0];

    public override int Width => Items.Length;
}
