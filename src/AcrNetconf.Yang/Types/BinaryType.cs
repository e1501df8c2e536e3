using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>binary, base64 in every encoding (RFC 7950 §9.8). Canonical: RFC 4648 §4 without line breaks.</summary>
public sealed class BinaryType : YangType
{
    internal BinaryType(RangeRestriction? length = null)
        : base(YangBaseType.Binary) => Length = length;

    /// <summary>Admitted lengths in octets, or null.</summary>
    public RangeRestriction? Length { get; }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        value = default;
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(text, buffer, out var octets))
        {
            violation = new($"\"{text}\" is not base64");
            return false;
        }

        if (Length is { } length && !length.Contains(octets))
        {
            violation = length.Violation($"a value of {octets} octets does not have a length of {length.Text}");
            return false;
        }

        value = new(this, 0, Convert.ToBase64String(buffer.AsSpan(0, octets)));
        violation = null;
        return true;
    }

    internal override string ToCanonical(in YangValue value) => (string)value.Object!; // TryParse stores the text

    internal override int Compare(in YangValue left, in YangValue right) => string.CompareOrdinal((string?)left.Object, (string?)right.Object);
}
