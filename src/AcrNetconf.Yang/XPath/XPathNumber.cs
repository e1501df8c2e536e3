using System.Globalization;
using System.Text;

namespace AcrNetconf.Yang.XPath;

/// <summary>Conversions between numbers and strings (XPath 1.0 §3.5, §4.2, §4.4): no exponents, no plus sign.</summary>
internal static class XPathNumber
{
    /// <summary>Decimal form with as many digits as needed to tell the number from its neighbours; both zeros are "0".</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15)
        {
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        return exponentAt < 0 ? text : Expand(text.AsSpan(0, exponentAt), int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>White space, an optional minus, digits with an optional point, white space; anything else is NaN.</summary>
    public static double Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\r\n");
        var digits = 0;
        var points = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= '0' and <= '9')
            {
                digits++;
            }
            else if (c == '.' && points == 0)
            {
                points++;
            }
            else if (c != '-' || i != 0)
            {
                return double.NaN;
            }
        }

        return digits == 0
            ? double.NaN
            : double.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>round() of XPath 1.0 §4.4: halves go up; a negative number that rounds to zero gives negative zero.</summary>
    public static double Round(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return value;
        }

        var floor = Math.Floor(value);
        var rounded = value - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 && double.IsNegative(value) ? -0.0 : rounded;
    }

    private static string Expand(ReadOnlySpan<char> mantissa, int exponent)
    {
        var result = new StringBuilder();
        if (mantissa[0] == '-')
        {
            result.Append('-');
            mantissa = mantissa[1..];
        }

        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        if (exponent < 0)
        {
            result.Append("0.").Append('0', -exponent - whole.Length).Append(whole).Append(fraction);
        }
        else
        {
            // Numbers written with a positive exponent are integers: the fraction is shorter than the exponent.
            result.Append(whole).Append(fraction).Append('0', exponent - fraction.Length);
        }

        return result.ToString();
    }
}
