using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Reads the arguments of range and length (RFC 7950 §9.2.4, §9.4.4, rules range-arg and length-arg of §14).</summary>
internal static class RangeExpression
{
    /// <summary>Reads a restriction of a base.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="base">What the base type admits; min and max mean its ends.</param>
    /// <param name="fractionDigits">Digits after the point for decimal64, else 0.</param>
    /// <param name="intervals">Ascending, disjoint intervals within the base.</param>
    /// <param name="problem">What is wrong otherwise, as a sentence.</param>
    public static bool TryRead(
        string text,
        ImmutableArray<RangeInterval> @base,
        int fractionDigits,
        out ImmutableArray<RangeInterval> intervals,
        [NotNullWhen(false)] out string? problem)
    {
        intervals = [];
        problem = null;
        var builder = ImmutableArray.CreateBuilder<RangeInterval>();
        foreach (var range in text.AsSpan().Split('|'))
        {
            var part = text.AsSpan(range).Trim(" \t\r\n");
            if (!TryReadPart(part, @base, fractionDigits, out var interval))
            {
                problem = $"\"{part}\" is not a number or two numbers joined by \"..\" that the base type can hold";
            }
            else if (interval.High < interval.Low)
            {
                problem = $"\"{part}\" has its bounds reversed";
            }
            else if (builder.Count > 0 && interval.Low <= builder[^1].High)
            {
                problem = $"\"{part}\" does not lie above the part before it";
            }
            else if (!IsWithin(interval, @base))
            {
                problem = $"\"{part}\" reaches beyond the base type";
            }

            if (problem is not null)
            {
                return false;
            }

            builder.Add(interval);
        }

        intervals = builder.ToImmutable();
        return true;
    }

    private static bool TryReadPart(ReadOnlySpan<char> part, ImmutableArray<RangeInterval> @base, int fractionDigits, out RangeInterval interval)
    {
        interval = default;
        var dots = part.IndexOf("..", StringComparison.Ordinal);
        var low = (dots < 0 ? part : part[..dots]).Trim(" \t\r\n");
        var high = (dots < 0 ? part : part[(dots + 2)..]).Trim(" \t\r\n");
        if (!TryReadBound(low, @base, fractionDigits, out var from) || !TryReadBound(high, @base, fractionDigits, out var to))
        {
            return false;
        }

        interval = new(from, to);
        return true;
    }

    private static bool TryReadBound(ReadOnlySpan<char> text, ImmutableArray<RangeInterval> @base, int fractionDigits, out Int128 bound)
    {
        bound = text is "min" ? @base[0].Low : @base[^1].High;
        if (text is "min" or "max")
        {
            return true;
        }

        if (fractionDigits > 0)
        {
            var isPlain = Decimal64Type.Scale(text, fractionDigits, out var scaled) == Decimal64Type.ScaleResult.Ok && HasPlainWhole(text);
            bound = scaled;
            return isPlain;
        }

        var digits = text.StartsWith("-") ? text[1..] : text;
        return digits.Length is > 0 and < 21 && !digits.ContainsAnyExceptInRange('0', '9') && HasPlainWhole(text)
            && Int128.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out bound);
    }

    /// <summary>Rule integer-value: no sign but "-", no leading zeros.</summary>
    private static bool HasPlainWhole(ReadOnlySpan<char> text)
    {
        var digits = text.StartsWith("-") ? text[1..] : text;
        var point = digits.IndexOf('.');
        return (point < 0 ? digits.Length : point) == 1 || (digits.Length > 0 && digits[0] != '0');
    }

    /// <summary>True when every number of the interval is in the base; neighbouring parts of the base count as one.</summary>
    private static bool IsWithin(RangeInterval interval, ImmutableArray<RangeInterval> @base)
    {
        var next = interval.Low;
        foreach (var part in @base)
        {
            if (next < part.Low)
            {
                return false;
            }

            if (next <= part.High)
            {
                if (interval.High <= part.High)
                {
                    return true;
                }

                next = part.High + 1;
            }
        }

        return false;
    }
}
