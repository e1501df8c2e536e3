using System.Runtime.InteropServices;

namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Operations on a persistent B+tree; null is the empty tree. All cost O(log n) unless they say otherwise.</summary>
internal static class PersistentTree
{
    /// <summary>Builds a dense tree from items already in order, in O(n).</summary>
    public static TreeNode<T>? Build<T>(ReadOnlySpan<T> items)
    {
        if (items.IsEmpty)
        {
            return null;
        }

        var level = new List<TreeNode<T>>((items.Length / TreeNode<T>.Capacity) + 1);
        for (var at = 0; at < items.Length; at += TreeNode<T>.Capacity)
        {
            level.Add(new TreeLeaf<T>(items.Slice(at, Math.Min(TreeNode<T>.Capacity, items.Length - at)).ToArray()));
        }

        while (level.Count > 1)
        {
            var above = new List<TreeNode<T>>((level.Count / TreeNode<T>.Capacity) + 1);
            for (var at = 0; at < level.Count; at += TreeNode<T>.Capacity)
            {
                var width = Math.Min(TreeNode<T>.Capacity, level.Count - at);
                above.Add(new TreeInner<T>(CollectionsMarshal.AsSpan(level).Slice(at, width).ToArray()));
            }

            level = above;
        }

        return level[0];
    }

    public static bool TryFind<T, TProbe>(TreeNode<T>? root, in TProbe probe, out T item)
        where TProbe : struct, ITreeProbe<T>
    {
        if (root is not null)
        {
            var node = root;
            while (node is TreeInner<T> inner)
            {
                node = inner.Children[ChildFor(inner.Firsts, probe)];
            }

            var items = ((TreeLeaf<T>)node).Items;
            var at = Search(items, probe);
            if (at >= 0)
            {
                item = items[at];
                return true;
            }
        }

        item = default!;
        return false;
    }

    /// <summary>Number of items before the probe's place.</summary>
    public static int Rank<T, TProbe>(TreeNode<T>? root, in TProbe probe)
        where TProbe : struct, ITreeProbe<T>
    {
        var rank = 0;
        var node = root;
        while (node is TreeInner<T> inner)
        {
            var child = ChildFor(inner.Firsts, probe);
            for (var i = 0; i < child; i++)
            {
                rank += inner.Children[i].Count;
            }

            node = inner.Children[child];
        }

        if (node is TreeLeaf<T> leaf)
        {
            var at = Search(leaf.Items, probe);
            rank += at >= 0 ? at : ~at;
        }

        return rank;
    }

    /// <summary>Item by position; the caller guarantees 0 &lt;= index &lt; Count.</summary>
    public static ref readonly T At<T>(TreeNode<T> root, int index)
    {
        var node = root;
        while (node is TreeInner<T> inner)
        {
            var child = 0;
            while (index >= inner.Children[child].Count)
            {
                index -= inner.Children[child++].Count;
            }

            node = inner.Children[child];
        }

        return ref ((TreeLeaf<T>)node).Items[index];
    }

    /// <summary>Adds the item, or replaces the one that compares equal.</summary>
    public static TreeNode<T> Put<T, TOrder>(TreeNode<T>? root, in T item, in TOrder order)
        where TOrder : struct, ITreeOrder<T>
    {
        if (root is null)
        {
            return new TreeLeaf<T>([item]);
        }

        var left = PutInto(root, item, order, out var right, out _);
        return right is null ? left : new TreeInner<T>([left, right]);
    }

    /// <summary>Removes the item the probe finds; the same tree when there is none.</summary>
    public static TreeNode<T>? Remove<T, TProbe>(TreeNode<T>? root, in TProbe probe)
        where TProbe : struct, ITreeProbe<T>
    {
        var result = root is null ? null : RemoveFrom(root, probe);
        while (result is TreeInner<T> { Children.Length: 1 } inner)
        {
            result = inner.Children[0];
        }

        return result;
    }

    private static TreeNode<T> PutInto<T, TOrder>(TreeNode<T> node, in T item, in TOrder order, out TreeNode<T>? split, out bool hasSameFirst)
        where TOrder : struct, ITreeOrder<T>
    {
        var probe = new OrderProbe<T, TOrder>(item, order);
        if (node is TreeLeaf<T> leaf)
        {
            var place = Search(leaf.Items, probe);
            hasSameFirst = place is not (0 or ~0);
            return PutIntoLeaf(leaf.Items, item, place, out split);
        }

        var inner = (TreeInner<T>)node;
        var at = ChildFor(inner.Firsts, probe);
        var child = PutInto(inner.Children[at], item, order, out var sibling, out var childHasSameFirst);
        hasSameFirst = at > 0 || childHasSameFirst;
        if (sibling is null)
        {
            split = null;
            return childHasSameFirst ? inner.WithSameFirst(at, child) : inner.With(at, child);
        }

        var widened = Inserted(inner.Children, at + 1, sibling);
        widened[at] = child;
        if (widened.Length <= TreeNode<T>.Capacity)
        {
            split = null;
            return new TreeInner<T>(widened);
        }

        var cut = CutFor(widened.Length, at + 1);
        split = new TreeInner<T>(widened[cut..]);
        return new TreeInner<T>(widened[..cut]);
    }

    private static TreeLeaf<T> PutIntoLeaf<T>(T[] items, in T item, int at, out TreeNode<T>? split)
    {
        split = null;
        if (at >= 0)
        {
            return new TreeLeaf<T>(Replaced(items, at, item));
        }

        var widened = Inserted(items, ~at, item);
        if (widened.Length <= TreeNode<T>.Capacity)
        {
            return new TreeLeaf<T>(widened);
        }

        var cut = CutFor(widened.Length, ~at);
        split = new TreeLeaf<T>(widened[cut..]);
        return new TreeLeaf<T>(widened[..cut]);
    }

    // Appending in order leaves full nodes behind; anything else splits in the middle.
    private static int CutFor(int length, int insertedAt) => insertedAt == length - 1 ? length - 1 : length / 2;

    private static TreeNode<T>? RemoveFrom<T, TProbe>(TreeNode<T> node, in TProbe probe)
        where TProbe : struct, ITreeProbe<T>
    {
        if (node is TreeLeaf<T> leaf)
        {
            var found = Search(leaf.Items, probe);
            return found < 0 ? node : leaf.Items.Length == 1 ? null : new TreeLeaf<T>(Removed(leaf.Items, found));
        }

        var inner = (TreeInner<T>)node;
        var at = ChildFor(inner.Firsts, probe);
        var child = RemoveFrom(inner.Children[at], probe);
        if (ReferenceEquals(child, inner.Children[at]))
        {
            return node;
        }

        if (child is null)
        {
            return inner.Children.Length == 1 ? null : new TreeInner<T>(Removed(inner.Children, at));
        }

        return child.Width >= TreeNode<T>.Sparse
            ? inner.With(at, child)
            : new TreeInner<T>(MergedAround(Replaced(inner.Children, at, child), at));
    }

    private static TreeNode<T>[] MergedAround<T>(TreeNode<T>[] children, int at)
    {
        if (children[at].Width >= TreeNode<T>.Sparse || children.Length == 1)
        {
            return children;
        }

        var left = at == 0 ? 0 : at - 1;
        if (children[left].Width + children[left + 1].Width > TreeNode<T>.Capacity)
        {
            return children;
        }

        TreeNode<T> merged = (children[left], children[left + 1]) switch
        {
            (TreeLeaf<T> a, TreeLeaf<T> b) => new TreeLeaf<T>([.. a.Items, .. b.Items]),
            (TreeInner<T> a, TreeInner<T> b) => new TreeInner<T>([.. a.Children, .. b.Children]),
            _ => throw new InvalidOperationException("siblings of different height"),
        };
        var result = Removed(children, left + 1);
        result[left] = merged;
        return result;
    }

    private static int Search<T, TProbe>(T[] items, in TProbe probe)
        where TProbe : struct, ITreeProbe<T>
    {
        int low = 0, high = items.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var sign = probe.CompareTo(items[middle]);
            if (sign == 0)
            {
                return middle;
            }

            if (sign > 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    // The last child whose first item is not after the probe; the first child for probes before everything.
    private static int ChildFor<T, TProbe>(T[] firsts, in TProbe probe)
        where TProbe : struct, ITreeProbe<T>
    {
        var at = Search(firsts, probe);
        return at >= 0 ? at : Math.Max(~at - 1, 0);
    }

    private static T[] Replaced<T>(T[] items, int at, in T item)
    {
        var copy = items.AsSpan().ToArray();
        copy[at] = item;
        return copy;
    }

    private static T[] Inserted<T>(T[] items, int at, in T item)
    {
        var copy = new T[items.Length + 1];
        items.AsSpan(0, at).CopyTo(copy);
        copy[at] = item;
        items.AsSpan(at).CopyTo(copy.AsSpan(at + 1));
        return copy;
    }

    private static T[] Removed<T>(T[] items, int at)
    {
        var copy = new T[items.Length - 1];
        items.AsSpan(0, at).CopyTo(copy);
        items.AsSpan(at + 1).CopyTo(copy.AsSpan(at));
        return copy;
    }

    private readonly struct OrderProbe<T, TOrder>(T item, TOrder order) : ITreeProbe<T>
        where TOrder : struct, ITreeOrder<T>
    {
        public int CompareTo(in T other) => order.Compare(item, other);
    }
}
