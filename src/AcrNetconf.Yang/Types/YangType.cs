using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>A compiled type: a built-in type with all restrictions of its typedef chain applied.</summary>
/// <remarks>Closed family, one sealed class per built-in type. Immutable; thread-safe.</remarks>
public abstract class YangType
{
    private protected YangType(YangBaseType @base) => Base = @base;

    public YangBaseType Base { get; }

    /// <summary>Name of the outermost typedef with its module (<c>ietf-inet-types:ipv4-address</c>), or null for a bare built-in type.</summary>
    public string? TypedefName { get; internal set; }

    /// <summary>The same type under the name of a typedef.</summary>
    internal YangType Named(string typedefName)
    {
        var copy = (YangType)MemberwiseClone();
        copy.TypedefName = typedefName;
        return copy;
    }

    /// <summary>Parses a lexical representation.</summary>
    /// <param name="text">Text as it stands in the document; surrounding white space is tolerated where RFC 7950 is silent.</param>
    /// <param name="prefixes">Meaning of prefixes inside the value; null when the type cannot contain any.</param>
    /// <param name="value">The canonical value on success.</param>
    /// <param name="violation">Why not, otherwise.</param>
    /// <remarks>Never throws. Existence of leafref and instance-identifier targets is checked by the validator, not here.</remarks>
    public abstract bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation);

    /// <summary>Parses a value written in a module (a default), where integers may also be hexadecimal or octal (RFC 7950 §9.2.1).</summary>
    internal virtual bool TryParseInModule(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
        => TryParse(text, prefixes, out value, out violation);

    /// <summary>Canonical lexical form of one of this type's values.</summary>
    internal abstract string ToCanonical(in YangValue value);

    /// <summary>Order of two values of this type (numeric, ordinal, by position): the system order of lists.</summary>
    internal abstract int Compare(in YangValue left, in YangValue right);

    /// <summary>Extra equality beyond number and object (e.g. enum names of different types in unions). Default true.</summary>
    internal virtual bool SameContent(in YangValue left, in YangValue right) => true;
}
