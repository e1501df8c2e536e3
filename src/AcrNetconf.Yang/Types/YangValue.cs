namespace AcrNetconf.Yang.Types;

/// <summary>A typed value in canonical form (RFC 7950 §9.1). Small, immutable, comparable without re-parsing.</summary>
/// <remarks>
/// Integers, booleans, enumerations and decimal64 live in <see cref="Number"/>; text, binary, identities and paths in <see cref="Object"/>.
/// Two values are equal when their actual types' base and their content are; a union value is the value of its member.
/// The default value is invalid and only means "none".
/// </remarks>
public readonly struct YangValue : IEquatable<YangValue>
{
    internal YangValue(YangType type, long number, object? content)
    {
        Type = type;
        Number = number;
        Object = content;
    }

    /// <summary>The actual type: never a leafref or union, always the type that accepted the text.</summary>
    public YangType Type { get; }

    /// <summary>Numeric content: the integer (uint64 as its bits), the scaled decimal64, enum value, 0 or 1, bit mask for up to 64 bits.</summary>
    public long Number { get; }

    /// <summary>Reference content: string, canonical base64 string, <see cref="Schema.YangIdentity"/>, instance path; null for purely numeric types.</summary>
    public object? Object { get; }

    /// <summary>True unless this is the default value.</summary>
    public bool IsValid => Type is not null;

    public bool Equals(YangValue other)
        => Number == other.Number
            && Type?.Base == other.Type?.Base
            && Equals(Object, other.Object)
            && (Type is null || Type.SameContent(this, other));

    public override bool Equals(object? obj) => obj is YangValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Number, Object);

    /// <summary>The canonical lexical form. Identity values print as <c>module-name:identity</c>, as in JSON (RFC 7951 §6.8).</summary>
    public override string ToString() => Type is null ? "" : Type.ToCanonical(this);

    public static bool operator ==(YangValue left, YangValue right) => left.Equals(right);

    public static bool operator !=(YangValue left, YangValue right) => !left.Equals(right);
}
