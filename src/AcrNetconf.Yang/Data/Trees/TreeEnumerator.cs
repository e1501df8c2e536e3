using System.Runtime.CompilerServices;

namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Enumerates a tree in order; keeps its place in itself, so it must not be copied while in use.</summary>
internal struct TreeEnumerator<T>
{
    private Places _above;
    private int _depth;
    private T[]? _items;
    private int _index;

    public TreeEnumerator(TreeNode<T>? root)
    {
        if (root is not null)
        {
            DescendInto(root);
            _index = -1;
        }
    }

    public readonly ref readonly T Current => ref _items![_index]; // valid after MoveNext returned true

    public bool MoveNext()
    {
        if (_items is null)
        {
            return false;
        }

        if (++_index < _items.Length)
        {
            return true;
        }

        while (_depth > 0)
        {
            ref var top = ref _above[_depth - 1];
            if (++top.Child < top.Node.Children.Length)
            {
                DescendInto(top.Node.Children[top.Child]);
                return true;
            }

            _depth--;
        }

        _items = null;
        return false;
    }

    private void DescendInto(TreeNode<T> node)
    {
        while (node is TreeInner<T> inner)
        {
            _above[_depth++] = new Place { Node = inner };
            node = inner.Children[0];
        }

        _items = ((TreeLeaf<T>)node).Items;
        _index = 0;
    }

    private struct Place
    {
        public TreeInner<T> Node;
        public int Child;
    }

    // Nodes below the root are at least one third full, so ten levels hold more than int.MaxValue items.
    [InlineArray(12)]
    private struct Places
    {
        private Place _first;
    }
}
