using System.Collections.Immutable;

namespace AcrNetconf.Yang.Schema;

/// <summary>Which features of a module are supported (RFC 7950 §5.6.2).</summary>
public sealed class FeatureSelection
{
    private readonly ImmutableHashSet<string>? _names;

    private FeatureSelection(ImmutableHashSet<string>? names) => _names = names;

    /// <summary>Every feature.</summary>
    public static FeatureSelection All { get; } = new(null);

    /// <summary>No feature.</summary>
    public static FeatureSelection None { get; } = new([]);

    /// <summary>The names chosen; null means all.</summary>
    public IReadOnlyCollection<string>? Names => _names;

    /// <summary>Exactly these; a name the module does not declare is an error of the compilation.</summary>
    public static FeatureSelection Only(params IEnumerable<string> names) => new([.. names]);

    public bool Contains(string feature) => _names is null || _names.Contains(feature);
}
