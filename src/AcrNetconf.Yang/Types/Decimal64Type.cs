using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AcrNetconf.Yang.Types;

/// <summary>decimal64 (RFC 7950 §9.3): a 64-bit integer times ten to the minus <see cref="FractionDigits"/>.</summary>
public sealed class Decimal64Type : YangType
{
    internal Decimal64Type(int fractionDigits, RangeRestriction? range = null)
        : base(YangBaseType.Decimal64)
    {
        FractionDigits = fractionDigits;
        Range = range;
    }

    /// <summary>1 to 18.</summary>
    public int FractionDigits { get; }

    /// <summary>The range in force, bounds scaled like values; null for all of decimal64.</summary>
    public RangeRestriction? Range { get; }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        value = default;
        var span = Lexical.Trim(text);
        if (span.Length > 0 && span[0] == '+')
        {
            // RFC 7950 §9.3.1: an optional sign, "+" or "-".
            span = span[1..];
            if (span.Length > 0 && span[0] == '-')
            {
                span = default;
            }
        }

        switch (Scale(span, FractionDigits, out var scaled))
        {
            case ScaleResult.NotANumber:
                violation = new($"\"{text}\" is not a decimal64");
                return false;
            case ScaleResult.TooManyDigits:
                violation = new($"\"{text}\" has more than {FractionDigits} fraction digits");
                return false;
            case ScaleResult.TooLarge:
                violation = new($"\"{text}\" is too large for decimal64 with {FractionDigits} fraction digits");
                return false;
        }

        if (Range is { } range && !range.Contains(scaled))
        {
            violation = range.Violation($"{span} is not in the range {range.Text}");
            return false;
        }

        value = new(this, scaled, null);
        violation = null;
        return true;
    }

    internal enum ScaleResult
    {
        Ok,
        NotANumber,
        TooManyDigits,
        TooLarge,
    }

    /// <summary>Reads <c>-12.50</c> as an integer scaled by ten to <paramref name="fractionDigits"/>. Trailing zeros never count as digits.</summary>
    internal static ScaleResult Scale(ReadOnlySpan<char> text, int fractionDigits, out long scaled)
    {
        scaled = 0;
        var negative = text.Length > 0 && text[0] == '-';
        text = negative ? text[1..] : text;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.Length == 0 || (point >= 0 && fraction.Length == 0)
            || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return ScaleResult.NotANumber;
        }

        fraction = fraction.TrimEnd('0');
        if (fraction.Length > fractionDigits)
        {
            return ScaleResult.TooManyDigits;
        }

        Int128 magnitude = 0;
        foreach (var digit in whole)
        {
            magnitude = (magnitude * 10) + (digit - '0');
            if (magnitude > ulong.MaxValue)
            {
                return ScaleResult.TooLarge;
            }
        }

        for (var i = 0; i < fractionDigits; i++)
        {
            magnitude = (magnitude * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        magnitude = negative ? -magnitude : magnitude;
        if (magnitude < long.MinValue || magnitude > long.MaxValue)
        {
            return ScaleResult.TooLarge;
        }

        scaled = (long)magnitude;
        return ScaleResult.Ok;
    }

    internal override string ToCanonical(in YangValue value) => Format(value.Number, FractionDigits);

    /// <summary>RFC 7950 §9.3.2: no "+", at least one digit on both sides of the point, no other leading or trailing zeros.</summary>
    internal static string Format(long scaled, int fractionDigits)
    {
        var digits = Int128.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(fractionDigits + 1, '0');
        var fraction = digits.AsSpan(digits.Length - fractionDigits).TrimEnd('0');
        var whole = digits.AsSpan(0, digits.Length - fractionDigits);
        return $"{(scaled < 0 ? "-" : "")}{whole}.{(fraction.Length == 0 ? "0" : fraction)}";
    }

    internal override int Compare(in YangValue left, in YangValue right) => left.Number.CompareTo(right.Number);

    internal override bool SameContent(in YangValue left, in YangValue right)
        => ((Decimal64Type)left.Type).FractionDigits == ((Decimal64Type)right.Type).FractionDigits;

    /// <summary>Everything decimal64 can hold, as the base of a range restriction.</summary>
    internal static ImmutableArray<RangeInterval> Everything { get; } = [new(long.MinValue, long.MaxValue)];
}
