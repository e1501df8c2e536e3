namespace AcrNetconf.Yang.Data.Trees;

/// <summary>An item with its order label: items of a user-ordered list stand in label order; those of a sorted one have the prefix of their key.</summary>
internal readonly struct Slot<T>(T item, long label)
{
    public readonly T Item = item;
    public readonly long Label = label;
}
