using System.Collections.Immutable;

namespace AcrNetconf.Yang.Schema;

/// <summary>An identity (RFC 7950 §7.18).</summary>
public sealed class YangIdentity
{
    internal YangIdentity(YangModule module, string name)
    {
        Module = module;
        Name = name;
    }

    public YangModule Module { get; }

    public string Name { get; }

    /// <summary>Direct bases.</summary>
    public ImmutableArray<YangIdentity> Bases { get; internal set; } = [];

    /// <summary>As stated; current otherwise.</summary>
    public YangStatus Status { get; internal init; }

    /// <summary>False when an if-feature switches the identity off.</summary>
    public bool IsEnabled { get; internal set; } = true;

    /// <summary>True when this identity is derived, directly or not, from <paramref name="other"/>; an identity is not derived from itself.</summary>
    public bool IsDerivedFrom(YangIdentity other)
    {
        foreach (var parent in Bases)
        {
            if (ReferenceEquals(parent, other) || parent.IsDerivedFrom(other))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Module.Name}:{Name}";
}
