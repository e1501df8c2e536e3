using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>union (RFC 7950 §9.12): the first member type that accepts a text gives the value its type.</summary>
public sealed class UnionType : YangType
{
    internal UnionType(ImmutableArray<YangType> members)
        : base(YangBaseType.Union) => Members = members;

    /// <summary>Member types in the order they are tried. Unions inside unions are kept as they are.</summary>
    public ImmutableArray<YangType> Members { get; }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
        => TryParse(text, prefixes, inModule: false, out value, out violation);

    internal override bool TryParseInModule(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
        => TryParse(text, prefixes, inModule: true, out value, out violation);

    internal override string ToCanonical(in YangValue value) => value.Type.ToCanonical(value);

    /// <summary>By base type of the member first, then within the type, so that mixed values have one total order.</summary>
    internal override int Compare(in YangValue left, in YangValue right)
    {
        if (ReferenceEquals(left.Type, right.Type))
        {
            return left.Type.Compare(left, right);
        }

        var byBase = left.Type.Base.CompareTo(right.Type.Base);
        return byBase != 0 ? byBase : string.CompareOrdinal(left.ToString(), right.ToString());
    }

    private bool TryParse(string text, IPrefixResolver? prefixes, bool inModule, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        foreach (var member in Members)
        {
            if (inModule ? member.TryParseInModule(text, prefixes, out value, out _) : member.TryParse(text, prefixes, out value, out _))
            {
                violation = null;
                return true;
            }
        }

        value = default;
        violation = new($"\"{text}\" is a value of none of the union's {Members.Length} member types");
        return false;
    }
}
