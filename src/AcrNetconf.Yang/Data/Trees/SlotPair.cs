namespace AcrNetconf.Yang.Data.Trees;

/// <summary>An item in two versions of a sequence; one side is null when the item was added or removed.</summary>
internal sealed class SlotPair<T>(Slot<T>? before, Slot<T>? after)
{
    public Slot<T>? Before { get; } = before;

    public Slot<T>? After { get; } = after;
}
