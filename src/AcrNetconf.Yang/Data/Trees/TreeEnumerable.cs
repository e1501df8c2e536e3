namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Items of a tree in order, for foreach without allocation.</summary>
internal readonly struct TreeEnumerable<T>(TreeNode<T>? root)
{
    public TreeEnumerator<T> GetEnumerator() => new(root);
}
