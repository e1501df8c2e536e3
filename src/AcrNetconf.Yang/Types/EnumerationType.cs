using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>enumeration (RFC 7950 §9.6). The number of a value is the enum's assigned integer.</summary>
public sealed class EnumerationType : YangType
{
    private const int LinearSearchLimit = 8;
    private Dictionary<string, EnumItem>? _byName;

    internal EnumerationType(ImmutableArray<EnumItem> items)
        : base(YangBaseType.Enumeration) => Items = items;

    /// <summary>Enums available here, in schema order; those switched off by a feature are absent.</summary>
    public ImmutableArray<EnumItem> Items { get; }

    public EnumItem? Find(string name)
    {
        if (Items.Length > LinearSearchLimit)
        {
            return (_byName ??= Items.ToDictionary(item => item.Name)).GetValueOrDefault(name);
        }

        foreach (var item in Items)
        {
            if (item.Name == name)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>The enum assigned that integer, or null.</summary>
    public EnumItem? Find(long value)
    {
        foreach (var item in Items)
        {
            if (item.Value == value)
            {
                return item;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        if (Find(text) is { } item)
        {
            value = new(this, item.Value, null);
            violation = null;
            return true;
        }

        value = default;
        violation = new($"\"{text}\" is not one of {Lexical.Enumerate(Items)}");
        return false;
    }

    internal override string ToCanonical(in YangValue value) => Find(value.Number)?.Name ?? "";

    internal override int Compare(in YangValue left, in YangValue right) => left.Number.CompareTo(right.Number);

    internal override bool SameContent(in YangValue left, in YangValue right)
        => ReferenceEquals(left.Type, right.Type) || left.Type.ToCanonical(left) == right.Type.ToCanonical(right);
}
