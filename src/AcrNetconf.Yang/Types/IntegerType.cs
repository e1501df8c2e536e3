using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AcrNetconf.Yang.Types;

/// <summary>The eight integer types (RFC 7950 §9.2).</summary>
public sealed class IntegerType : YangType
{
    private readonly Int128 _lowest;
    private readonly Int128 _highest;

    internal IntegerType(YangBaseType @base, RangeRestriction? range = null)
        : base(@base)
    {
        (_lowest, _highest) = Limits(@base);
        Range = range;
    }

    /// <summary>The range in force, or null for the whole built-in type.</summary>
    public RangeRestriction? Range { get; }

    /// <summary>True for the four unsigned types.</summary>
    public bool IsUnsigned => Base is >= YangBaseType.UInt8 and <= YangBaseType.UInt64;

    /// <summary>Smallest and largest value of a built-in integer type.</summary>
    internal static (Int128 Lowest, Int128 Highest) Limits(YangBaseType @base) => @base switch
    {
        YangBaseType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        YangBaseType.Int16 => (short.MinValue, short.MaxValue),
        YangBaseType.Int32 => (int.MinValue, int.MaxValue),
        YangBaseType.Int64 => (long.MinValue, long.MaxValue),
        YangBaseType.UInt8 => (0, byte.MaxValue),
        YangBaseType.UInt16 => (0, ushort.MaxValue),
        YangBaseType.UInt32 => (0, uint.MaxValue),
        YangBaseType.UInt64 => (0, ulong.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(@base), @base, "not an integer type"),
    };

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
        => TryParse(text, allowModuleNotation: false, out value, out violation);

    /// <summary>RFC 7950 §9.2.1: defaults in modules may be written in hexadecimal (0x) or octal (leading 0).</summary>
    internal override bool TryParseInModule(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
        => TryParse(text, allowModuleNotation: true, out value, out violation);

    /// <summary>A value of this type from its number; the caller guarantees the range.</summary>
    internal YangValue FromNumber(long number) => new(this, number, null);

    internal override string ToCanonical(in YangValue value) => Base == YangBaseType.UInt64
        ? ((ulong)value.Number).ToString(CultureInfo.InvariantCulture)
        : value.Number.ToString(CultureInfo.InvariantCulture);

    internal override int Compare(in YangValue left, in YangValue right) => Base == YangBaseType.UInt64
        ? ((ulong)left.Number).CompareTo((ulong)right.Number)
        : left.Number.CompareTo(right.Number);

    private bool TryParse(string text, bool allowModuleNotation, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        value = default;
        var span = Lexical.Trim(text);
        if (!TryReadNumber(span, allowModuleNotation, out var number))
        {
            violation = new($"\"{text}\" is not {Article()} {Lexical.NameOf(Base)}");
            return false;
        }

        if (number < _lowest || number > _highest)
        {
            violation = new($"{span} is outside {Lexical.NameOf(Base)}, which is {_lowest}..{_highest}");
            return false;
        }

        if (Range is { } range && !range.Contains(number))
        {
            violation = range.Violation($"{span} is not in the range {range.Text}");
            return false;
        }

        value = new(this, Base == YangBaseType.UInt64 ? unchecked((long)(ulong)number) : (long)number, null);
        violation = null;
        return true;
    }

    private string Article() => Base is >= YangBaseType.Int8 and <= YangBaseType.Int64 ? "an" : "a";

    private static bool TryReadNumber(ReadOnlySpan<char> text, bool allowModuleNotation, out Int128 number)
    {
        number = 0;
        var negative = false;
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            negative = text[0] == '-';
            text = text[1..];
        }

        var radix = 10u;
        if (allowModuleNotation && text.Length > 1 && text[0] == '0')
        {
            radix = text[1] == 'x' ? 16u : 8u;
            text = text[(radix == 16 ? 2 : 1)..];
        }

        if (text.Length == 0)
        {
            return false;
        }

        var magnitude = 0UL;
        var overflow = false;
        foreach (var c in text)
        {
            var digit = char.IsAsciiHexDigit(c) ? (uint)Lexical.HexValue(c) : 99u;
            if (digit >= radix)
            {
                return false;
            }

            overflow |= magnitude > (ulong.MaxValue - digit) / radix;
            magnitude = unchecked((magnitude * radix) + digit);
        }

        // Beyond 64 bits no type can hold it; any out-of-range number gives the right message.
        number = overflow ? (Int128)ulong.MaxValue + 1 : magnitude;
        number = negative ? -number : number;
        return true;
    }
}
