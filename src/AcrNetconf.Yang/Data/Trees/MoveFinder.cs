namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Finds the items of a placed sequence that really stand elsewhere, as few as explain the new order.</summary>
/// <remarks>
/// Items whose label did not change keep their order among themselves. An item with another label is compared with the nearest unchanged
/// item before it: same neighbour in both versions and same order among such items means it did not move.
/// </remarks>
internal static class MoveFinder<T>
{
    public static HashSet<SlotPair<T>> Find(List<SlotPair<T>> pairs, KeyedSequence<T> before, KeyedSequence<T> after)
    {
        var moved = new HashSet<SlotPair<T>>();
        if (before.Kind != SequenceKind.Placed)
        {
            return moved;
        }

        var candidates = pairs.FindAll(static pair => pair.Before is { } x && pair.After is { } y && x.Label != y.Label);
        if (candidates.Count == 0)
        {
            return moved;
        }

        // Labels in one version that do not stand for an unchanged item of the other.
        var notFixedBefore = pairs.Where(static p => p.Before is not null && p.Before?.Label != p.After?.Label).Select(static p => p.Before!.Value.Label).ToHashSet();
        var notFixedAfter = pairs.Where(static p => p.After is not null && p.Before?.Label != p.After?.Label).Select(static p => p.After!.Value.Label).ToHashSet();
        var (from, to) = (Anchors(before, notFixedBefore), Anchors(after, notFixedAfter));
        var groups = candidates
            .Select(pair => (
                Pair: pair,
                From: from(pair.Before!.Value.Label), // candidates have both sides
                To: to(pair.After!.Value.Label))) // as above
            .GroupBy(static found => (found.From, found.To));
        foreach (var group in groups)
        {
            if (group.Key.From != group.Key.To)
            {
                moved.UnionWith(group.Select(static found => found.Pair));
            }
            else
            {
                AddOutOfOrder([.. group.Select(static found => found.Pair)], moved);
            }
        }

        return moved;
    }

    // Finds the nearest fixed item before a label: by walking back for a few items, from a table made in one pass for many.
    private static Func<long, long?> Anchors(KeyedSequence<T> sequence, HashSet<long> notFixed)
    {
        const int Few = 64;
        if (notFixed.Count <= Few)
        {
            return label => sequence.LabelBefore(label, slot => !notFixed.Contains(slot.Label));
        }

        var table = new Dictionary<long, long?>(notFixed.Count);
        long? nearest = null;
        foreach (ref readonly var slot in new TreeEnumerable<Slot<T>>(sequence.Sequence))
        {
            if (notFixed.Contains(slot.Label))
            {
                table[slot.Label] = nearest;
            }
            else
            {
                nearest = slot.Label;
            }
        }

        return label => table[label];
    }

    // All but a longest run of increasing new labels (patience sorting over the old order).
    private static void AddOutOfOrder(List<SlotPair<T>> pairs, HashSet<SlotPair<T>> moved)
    {
        pairs.Sort(static (x, y) => x.Before!.Value.Label.CompareTo(y.Before!.Value.Label)); // candidates have both sides
        var tails = new List<int>();
        var previous = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            int low = 0, high = tails.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (pairs[tails[middle]].After!.Value.Label < pairs[i].After!.Value.Label) // as above
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            previous[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var stays = new HashSet<SlotPair<T>>();
        for (var i = tails[^1]; i >= 0; i = previous[i])
        {
            stays.Add(pairs[i]);
        }

        moved.UnionWith(pairs.Where(pair => !stays.Contains(pair)));
    }
}
