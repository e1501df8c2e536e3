using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Types;

/// <summary>identityref (RFC 7950 §9.10). The object of a value is its <see cref="YangIdentity"/>.</summary>
public sealed class IdentityRefType : YangType
{
    internal IdentityRefType(ImmutableArray<YangIdentity> bases)
        : base(YangBaseType.IdentityRef) => Bases = bases;

    /// <summary>A value is derived from every one of these.</summary>
    public ImmutableArray<YangIdentity> Bases { get; }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        value = default;
        var trimmed = Lexical.Trim(text);
        var colon = trimmed.IndexOf(':');
        var prefix = colon < 0 ? "" : trimmed[..colon].ToString();
        var name = (colon < 0 ? trimmed : trimmed[(colon + 1)..]).ToString();
        if (prefixes?.Resolve(prefix) is not { } module)
        {
            violation = new(prefix.Length == 0 ? $"\"{text}\" has no module to belong to" : $"the prefix of \"{text}\" is not known here");
            return false;
        }

        if (!module.Identities.TryGetValue(name, out var identity))
        {
            violation = new($"\"{text}\": module {module.Name} has no identity \"{name}\"");
            return false;
        }

        foreach (var @base in Bases)
        {
            // RFC 7950 §9.10.2: derived from all bases; an identity is not derived from itself.
            if (!identity.IsDerivedFrom(@base))
            {
                violation = new($"identity {identity} is not derived from {@base}");
                return false;
            }
        }

        if (!identity.IsEnabled)
        {
            violation = new($"identity {identity} belongs to a feature that is not supported");
            return false;
        }

        value = FromIdentity(identity);
        violation = null;
        return true;
    }

    /// <summary>A value of this type; the caller guarantees derivation.</summary>
    internal YangValue FromIdentity(YangIdentity identity) => new(this, 0, identity);

    internal override string ToCanonical(in YangValue value) => value.Object!.ToString()!; // always a YangIdentity

    internal override int Compare(in YangValue left, in YangValue right) => string.CompareOrdinal(ToCanonical(left), ToCanonical(right));
}
