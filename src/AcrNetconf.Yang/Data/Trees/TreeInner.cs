namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Children with the first item of each beside them, so that a search touches one array per level.</summary>
internal sealed class TreeInner<T> : TreeNode<T>
{
    public readonly TreeNode<T>[] Children;
    public readonly T[] Firsts;

    public TreeInner(TreeNode<T>[] children)
        : base(Total(children), children[0].Height + 1)
    {
        Children = children;
        Firsts = new T[children.Length];
        for (var i = 0; i < children.Length; i++)
        {
            Firsts[i] = children[i].First;
        }
    }

    private TreeInner(TreeNode<T>[] children, T[] firsts, int count, int height)
        : base(count, height)
    {
        Children = children;
        Firsts = firsts;
    }

    public override ref readonly T First => ref Firsts[0];

    public override int Width => Children.Length;

    /// <summary>This node with one child replaced. Does not touch the other children: they are many and rarely in a cache.</summary>
    public TreeInner<T> With(int at, TreeNode<T> child)
    {
        var firsts = Firsts.AsSpan().ToArray();
        firsts[at] = child.First;
        return With(at, child, firsts);
    }

    /// <summary>This node with a child replaced by one that begins with the same item, as most do, so that half as much is copied.</summary>
    public TreeInner<T> WithSameFirst(int at, TreeNode<T> child) => With(at, child, Firsts);

    private TreeInner<T> With(int at, TreeNode<T> child, T[] firsts)
    {
        var children = Children.AsSpan().ToArray();
        children[at] = child;
        return new(children, firsts, Count - Children[at].Count + child.Count, Height);
    }

    private static int Total(TreeNode<T>[] children)
    {
        var total = 0;
        foreach (var child in children)
        {
            total += child.Count;
        }

        return total;
    }
}
