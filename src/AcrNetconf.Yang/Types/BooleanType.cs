using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>boolean (RFC 7950 §9.5): exactly <c>true</c> or <c>false</c>.</summary>
public sealed class BooleanType : YangType
{
    internal BooleanType()
        : base(YangBaseType.Boolean)
    {
    }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        if (text is "true" or "false")
        {
            value = new(this, text == "true" ? 1 : 0, null);
            violation = null;
            return true;
        }

        value = default;
        violation = new($"\"{text}\" is neither true nor false");
        return false;
    }

    internal override string ToCanonical(in YangValue value) => value.Number != 0 ? "true" : "false";

    internal override int Compare(in YangValue left, in YangValue right) => left.Number.CompareTo(right.Number);
}
