using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace AcrNetconf.Yang.Types;

/// <summary>bits (RFC 7950 §9.7).</summary>
/// <remarks>
/// A value is a mask with one bit per <see cref="Items"/> entry, lowest position first: <see cref="YangValue.Number"/> for up to 64
/// items, a <see cref="BigInteger"/> in <see cref="YangValue.Object"/> for more. Positions themselves may reach 4294967295.
/// </remarks>
public sealed class BitsType : YangType
{
    private const int NumberBits = 64;
    private readonly Dictionary<string, int> _index;

    internal BitsType(ImmutableArray<BitItem> items)
        : base(YangBaseType.Bits)
    {
        Items = items.Sort(static (left, right) => left.Position.CompareTo(right.Position));
        _index = new(Items.Length);
        for (var i = 0; i < Items.Length; i++)
        {
            _index.TryAdd(Items[i].Name, i);
        }
    }

    /// <summary>Bits available here, by ascending position; those switched off by a feature are absent.</summary>
    public ImmutableArray<BitItem> Items { get; }

    public BitItem? Find(string name) => _index.TryGetValue(name, out var i) ? Items[i] : null;

    /// <summary>bit-is-set() of RFC 7950 §10.6.1 for one of this type's values.</summary>
    public bool IsSet(in YangValue value, string name) => _index.TryGetValue(name, out var i) && IsSet(value, i);

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        value = default;
        var number = 0UL;
        var large = BigInteger.Zero;
        foreach (var range in text.AsSpan().SplitAny(" \t\r\n"))
        {
            var name = text.AsSpan(range);
            if (name.Length == 0)
            {
                continue;
            }

            if (!_index.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var i))
            {
                violation = new($"\"{name}\" is not a bit of this type");
                return false;
            }

            var isSet = Items.Length <= NumberBits ? (number >> i & 1) != 0 : (large >> i & 1) != 0;
            if (isSet)
            {
                // RFC 7950 §9.7.2: no bit may be named twice.
                violation = new($"bit \"{name}\" is given twice");
                return false;
            }

            if (Items.Length <= NumberBits)
            {
                number |= 1UL << i;
            }
            else
            {
                large |= BigInteger.One << i;
            }
        }

        value = new(this, unchecked((long)number), Items.Length <= NumberBits ? null : large);
        violation = null;
        return true;
    }

    internal override string ToCanonical(in YangValue value)
    {
        var names = new List<string>();
        for (var i = 0; i < Items.Length; i++)
        {
            if (IsSet(value, i))
            {
                names.Add(Items[i].Name);
            }
        }

        return string.Join(' ', names);
    }

    internal override int Compare(in YangValue left, in YangValue right) => left.Object is BigInteger large
        ? large.CompareTo(right.Object)
        : ((ulong)left.Number).CompareTo((ulong)right.Number);

    internal override bool SameContent(in YangValue left, in YangValue right)
        => ReferenceEquals(left.Type, right.Type) || left.Type.ToCanonical(left) == right.Type.ToCanonical(right);

    private static bool IsSet(in YangValue value, int index) => value.Object is BigInteger large
        ? (large >> index & 1) != 0
        : ((ulong)value.Number >> index & 1) != 0;
}
