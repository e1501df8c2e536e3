using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>instance-identifier (RFC 7950 §9.13).</summary>
/// <remarks>
/// The object of a value is the path as a string in which every name carries its module's name as prefix
/// (<c>/ietf-interfaces:interfaces/ietf-interfaces:interface[ietf-interfaces:name='eth0']</c>): equal paths written with different
/// prefixes or spacing are equal values. Whether the nodes exist in schema and data is the validator's question.
/// </remarks>
public sealed class InstanceIdentifierType : YangType
{
    internal InstanceIdentifierType(bool requireInstance)
        : base(YangBaseType.InstanceIdentifier) => RequireInstance = requireInstance;

    /// <summary>True when the instance must exist (the default, §9.9.3).</summary>
    public bool RequireInstance { get; }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        if (!InstanceIdentifierReader.TryRead(text, prefixes, out var canonical, out var problem))
        {
            value = default;
            violation = new($"\"{text}\" is not an instance-identifier: {problem}");
            return false;
        }

        value = new(this, 0, canonical);
        violation = null;
        return true;
    }

    internal override string ToCanonical(in YangValue value) => (string)value.Object!; // TryParse stores the text

    internal override int Compare(in YangValue left, in YangValue right) => string.CompareOrdinal((string?)left.Object, (string?)right.Object);
}
