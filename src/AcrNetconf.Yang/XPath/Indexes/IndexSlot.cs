using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>One entry under one hash.</summary>
/// <param name="hash">Hash of the value it is filed under.</param>
/// <param name="key">Key of the entry.</param>
/// <param name="count">How many of its values have that hash; at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct IndexSlot(int hash, ListKey key, int count)
{
    public readonly int Hash = hash;
    public readonly int Count = count;
    public readonly ListKey Key = key;

    /// <summary>Slots by hash, then by key.</summary>
    internal readonly struct Order(ListSchema list) : ITreeOrder<IndexSlot>, IComparer<IndexSlot>
    {
        public int Compare(in IndexSlot left, in IndexSlot right)
        {
            var sign = left.Hash.CompareTo(right.Hash);
            for (var i = 0; sign == 0 && i < list.Keys.Length; i++)
            {
                sign = KeyOrder.Compare(list.Keys[i].Type, left.Key[i], right.Key[i]);
            }

            return sign;
        }

        int IComparer<IndexSlot>.Compare(IndexSlot x, IndexSlot y) => Compare(x, y);
    }

    /// <summary>Looks for a slot.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Probe(IndexSlot slot, Order order) : ITreeProbe<IndexSlot>
    {
        public int CompareTo(in IndexSlot item) => order.Compare(slot, item);
    }

    /// <summary>Looks for the place before the first slot with a hash.</summary>
    internal readonly struct HashProbe(int hash) : ITreeProbe<IndexSlot>
    {
        public int CompareTo(in IndexSlot item) => hash <= item.Hash ? -1 : 1;
    }
}
