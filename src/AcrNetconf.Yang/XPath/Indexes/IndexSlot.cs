using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>One entry under one hash.</summary>
/// <param name="key">Key of the entry.</param>
/// <param name="count">How many of its values have that hash; at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct IndexSlot(ListKey key, int count)
{
    public readonly ListKey Key = key;
    public readonly int Count = count;

    /// <summary>Slots of one hash by key.</summary>
    internal readonly struct Order(ListSchema list) : ITreeOrder<IndexSlot>
    {
        public int Compare(in IndexSlot left, in IndexSlot right)
        {
            var sign = 0;
            for (var i = 0; sign == 0 && i < list.Keys.Length; i++)
            {
                sign = KeyOrder.Compare(list.Keys[i].Type, left.Key[i], right.Key[i]);
            }

            return sign;
        }
    }

    /// <summary>Looks for a slot.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Probe(IndexSlot slot, Order order) : ITreeProbe<IndexSlot>
    {
        public int CompareTo(in IndexSlot item) => order.Compare(slot, item);
    }
}
