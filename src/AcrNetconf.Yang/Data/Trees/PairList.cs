using System.Runtime.CompilerServices;

namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Collects what differs between two versions of a sequence.</summary>
internal readonly struct PairList<T>(List<SlotPair<T>> pairs) : TreeDiff.IReceiver<Slot<T>>
{
    public List<SlotPair<T>> Pairs { get; } = pairs;

    public void OnlyBefore(in Slot<T> item) => Pairs.Add(new SlotPair<T>(item, null));

    public void OnlyAfter(in Slot<T> item) => Pairs.Add(new SlotPair<T>(null, item));

    public void Both(in Slot<T> before, in Slot<T> after)
    {
        if (!AreSame(before, after))
        {
            Pairs.Add(new SlotPair<T>(before, after));
        }
    }

    public bool AreSame(in Slot<T> before, in Slot<T> after) => before.Label == after.Label && IsSame(before.Item, after.Item);

    /// <summary>Removed items first, then the others in the order of the later version; sorted sequences are in order already.</summary>
    public IEnumerable<SlotPair<T>> InListOrder(SequenceKind kind)
        => kind == SequenceKind.Sorted ? Pairs : Pairs.OrderBy(static pair => pair.After is { } after ? after.Label : long.MinValue);

    private static bool IsSame(in T before, in T after)
        => RuntimeHelpers.IsReferenceOrContainsReferences<T>() && !typeof(T).IsValueType
            ? ReferenceEquals(before, after)
            : EqualityComparer<T>.Default.Equals(before, after);
}
