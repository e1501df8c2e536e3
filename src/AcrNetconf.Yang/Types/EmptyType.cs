using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>empty (RFC 7950 §9.11): presence is the whole value.</summary>
public sealed class EmptyType : YangType
{
    internal EmptyType()
        : base(YangBaseType.Empty)
    {
    }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        if (text.Length == 0)
        {
            value = new(this, 0, null);
            violation = null;
            return true;
        }

        value = default;
        violation = new($"\"{text}\" stands where the type empty allows no content");
        return false;
    }

    internal override string ToCanonical(in YangValue value) => "";

    internal override int Compare(in YangValue left, in YangValue right) => 0;
}
