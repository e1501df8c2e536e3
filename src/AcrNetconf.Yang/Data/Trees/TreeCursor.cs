namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Walks a tree in order and can pass over whole subtrees: stands either before a subtree or on an item.</summary>
internal struct TreeCursor<T>
{
    private readonly (TreeInner<T> Node, int Child)[] _above;
    private int _depth;
    private TreeLeaf<T>? _leaf;
    private int _index;

    public TreeCursor(TreeNode<T>? root)
    {
        _above = root is null ? [] : new (TreeInner<T>, int)[root.Height];
        Pending = root;
    }

    /// <summary>The subtree the cursor stands before; null when it stands on an item or at the end.</summary>
    public TreeNode<T>? Pending { get; private set; }

    public readonly bool AtEnd => Pending is null && _leaf is null;

    /// <summary>The item the cursor stands on.</summary>
    public readonly ref readonly T Item => ref _leaf!.Items[_index]; // valid only when Pending is null and not AtEnd

    /// <summary>The item the cursor stands on or before.</summary>
    public readonly ref readonly T Next => ref Pending is null ? ref _leaf!.Items[_index] : ref Pending.First; // not AtEnd

    /// <summary>Into the pending subtree: to its first child or item.</summary>
    public void Descend()
    {
        if (Pending is TreeInner<T> inner)
        {
            _above[_depth++] = (inner, 0);
            Pending = inner.Children[0];
        }
        else
        {
            _leaf = (TreeLeaf<T>)Pending!; // callers descend only when something is pending
            _index = 0;
            Pending = null;
        }
    }

    /// <summary>To the first item at or after the place, if any.</summary>
    public void DescendToItem()
    {
        while (Pending is not null)
        {
            Descend();
        }
    }

    /// <summary>Past the item or the pending subtree.</summary>
    public void Advance()
    {
        if (Pending is null && ++_index < _leaf!.Items.Length) // not AtEnd, hence on an item
        {
            return;
        }

        _leaf = null;
        Pending = null;
        while (_depth > 0)
        {
            ref var top = ref _above[_depth - 1];
            if (++top.Child < top.Node.Children.Length)
            {
                Pending = top.Node.Children[top.Child];
                return;
            }

            _depth--;
        }
    }
}
