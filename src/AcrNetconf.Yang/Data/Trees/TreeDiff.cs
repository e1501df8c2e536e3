namespace AcrNetconf.Yang.Data.Trees;

/// <summary>What two versions of a tree do not share.</summary>
internal static class TreeDiff
{
    /// <summary>Receives the differences in order.</summary>
    internal interface IReceiver<T>
    {
        void OnlyBefore(in T item);

        void OnlyAfter(in T item);

        /// <summary>Two items that compare equal in order and are not known to be the same.</summary>
        void Both(in T before, in T after);

        /// <summary>True when two items are one and the same; looks at nothing but the items themselves.</summary>
        bool AreSame(in T before, in T after);
    }

    /// <summary>Subtrees that are the same object are passed over, so the cost follows the change: O(changes * log n).</summary>
    public static void Run<T, TOrder, TReceiver>(TreeNode<T>? before, TreeNode<T>? after, in TOrder order, ref TReceiver receiver)
        where TOrder : struct, ITreeOrder<T>
        where TReceiver : struct, IReceiver<T>
    {
        var a = new TreeCursor<T>(before);
        var b = new TreeCursor<T>(after);
        while (!a.AtEnd && !b.AtEnd)
        {
            if (a.Pending is { } x && b.Pending is { } y)
            {
                Align(ref a, x, ref b, y);
            }
            else if (a.Pending is null && b.Pending is null && receiver.AreSame(a.Item, b.Item))
            {
                // Most neighbours of a changed item; their keys, which are rarely in a cache, need not be compared.
                a.Advance();
                b.Advance();
            }
            else if (order.Compare(a.Next, b.Next) is var sign && sign < 0)
            {
                StepAlone(ref a, ref receiver, isBefore: true);
            }
            else if (sign > 0)
            {
                StepAlone(ref b, ref receiver, isBefore: false);
            }
            else
            {
                a.DescendToItem();
                b.DescendToItem();
                receiver.Both(a.Item, b.Item);
                a.Advance();
                b.Advance();
            }
        }

        Drain<T, TReceiver>(ref a, ref receiver, isBefore: true);
        Drain<T, TReceiver>(ref b, ref receiver, isBefore: false);
    }

    private static void Align<T>(ref TreeCursor<T> a, TreeNode<T> x, ref TreeCursor<T> b, TreeNode<T> y)
    {
        if (ReferenceEquals(x, y))
        {
            a.Advance();
            b.Advance();
            return;
        }

        if (x.Height >= y.Height)
        {
            a.Descend();
        }

        if (y.Height >= x.Height)
        {
            b.Descend();
        }
    }

    private static void StepAlone<T, TReceiver>(ref TreeCursor<T> cursor, ref TReceiver receiver, bool isBefore)
        where TReceiver : struct, IReceiver<T>
    {
        if (cursor.Pending is not null)
        {
            cursor.Descend();
            return;
        }

        Report<T, TReceiver>(cursor.Item, ref receiver, isBefore);
        cursor.Advance();
    }

    private static void Drain<T, TReceiver>(ref TreeCursor<T> cursor, ref TReceiver receiver, bool isBefore)
        where TReceiver : struct, IReceiver<T>
    {
        while (!cursor.AtEnd)
        {
            cursor.DescendToItem();
            Report<T, TReceiver>(cursor.Item, ref receiver, isBefore);
            cursor.Advance();
        }
    }

    private static void Report<T, TReceiver>(in T item, ref TReceiver receiver, bool isBefore)
        where TReceiver : struct, IReceiver<T>
    {
        if (isBefore)
        {
            receiver.OnlyBefore(item);
        }
        else
        {
            receiver.OnlyAfter(item);
        }
    }
}
