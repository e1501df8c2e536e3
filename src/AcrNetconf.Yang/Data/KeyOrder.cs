using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>System order of values and list entries: by type, numbers numerically, text ordinally.</summary>
internal static class KeyOrder
{
    public static int Compare(YangType type, in YangValue left, in YangValue right)
    {
        var sign = type.Compare(left, right);
        return sign != 0 || left.Equals(right) ? sign : TieBreak(left, right);
    }

    /// <summary>A number in the order of the values: all of an integer, the first four characters of a text, nothing of other values.</summary>
    public static long Prefix(YangType type, in YangValue value)
    {
        if ((type is LeafRefType reference ? reference.TargetType : type) is not (IntegerType or StringType))
        {
            return 0;
        }

        if (value.Object is not string text)
        {
            return value.Type.Base == YangBaseType.UInt64 ? value.Number ^ long.MinValue : value.Number;
        }

        ulong prefix = 0;
        for (var i = 0; i < 4; i++)
        {
            prefix = (prefix << 16) | (i < text.Length ? text[i] : 0u);
        }

        return (long)prefix ^ long.MinValue; // unsigned order as signed
    }

    // Types without a natural order may call different values equal; a key order must not.
    private static int TieBreak(in YangValue left, in YangValue right)
    {
        var sign = left.Type.Base.CompareTo(right.Type.Base);
        return sign != 0 ? sign : string.CompareOrdinal(left.ToString(), right.ToString());
    }

    /// <summary>Orders entries of one list by their keys.</summary>
    internal readonly struct Entries : IKeyOrder<ListEntryNode>
    {
        public long PrefixOf(in ListEntryNode item) => item.ListSchema.Keys is [var key, ..] ? Prefix(key.Type, item.KeyValue(key)) : 0;

        public int Compare(in ListEntryNode left, in ListEntryNode right)
        {
            foreach (var key in left.ListSchema.Keys)
            {
                var sign = KeyOrder.Compare(key.Type, left.KeyValue(key), right.KeyValue(key));
                if (sign != 0)
                {
                    return sign;
                }
            }

            return 0;
        }
    }

    /// <summary>Orders values of one leaf-list.</summary>
    internal readonly struct Values(YangType type) : IKeyOrder<YangValue>
    {
        public long PrefixOf(in YangValue item) => Prefix(type, item);

        public int Compare(in YangValue left, in YangValue right) => KeyOrder.Compare(type, left, right);
    }

    /// <summary>Looks for an entry by key.</summary>
    internal readonly struct EntryProbe(ListSchema schema, ListKey key) : IKeyProbe<ListEntryNode>
    {
        public long Prefix => schema.Keys.IsEmpty || key.IsEmpty ? 0 : KeyOrder.Prefix(schema.Keys[0].Type, key[0]);

        public int CompareTo(in ListEntryNode item)
        {
            var keys = schema.Keys;
            for (var i = 0; i < keys.Length; i++)
            {
                var sign = KeyOrder.Compare(keys[i].Type, key[i], item.KeyValue(keys[i]));
                if (sign != 0)
                {
                    return sign;
                }
            }

            return 0;
        }
    }

    /// <summary>Looks for a value of a leaf-list.</summary>
    internal readonly struct ValueProbe(YangType type, YangValue value) : IKeyProbe<YangValue>
    {
        public long Prefix => KeyOrder.Prefix(type, value);

        public int CompareTo(in YangValue item) => KeyOrder.Compare(type, value, item);
    }
}
