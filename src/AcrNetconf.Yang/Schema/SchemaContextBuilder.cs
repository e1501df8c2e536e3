using AcrNetconf.Yang.Schema.Passes;

namespace AcrNetconf.Yang.Schema;

/// <summary>Says which modules to implement and compiles them with everything they need.</summary>
/// <remarks>Not thread-safe; one builder makes one context.</remarks>
public sealed class SchemaContextBuilder
{
    private readonly IModuleSource _source;
    private readonly List<ModuleRequest> _requests = [];

    /// <param name="source">Where imports and includes are found.</param>
    public SchemaContextBuilder(IModuleSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
    }

    /// <summary>Features of modules that are not named here but come in by import. Default: all.</summary>
    public FeatureSelection ImportedFeatures { get; set; } = FeatureSelection.All;

    /// <summary>Feature selections for modules that may come in by import, by module name.</summary>
    public Dictionary<string, FeatureSelection> FeaturesOf { get; } = [];

    /// <summary>Implements a module of the source; without a revision the newest.</summary>
    /// <remarks>Its features hold in whatever order modules are named: another that deviates it may come first.</remarks>
    public SchemaContextBuilder Implement(string name, string? revision = null, FeatureSelection? features = null)
    {
        if (features is not null)
        {
            FeaturesOf.TryAdd(name, features);
        }

        _requests.Add(new(name, revision, null, features));
        return this;
    }

    /// <summary>Implements a module given as text.</summary>
    public SchemaContextBuilder ImplementText(ModuleText text, FeatureSelection? features = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        _requests.Add(new(text.Name, text.Revision, text, features));
        return this;
    }

    /// <summary>Compiles. Never throws on what modules contain; all findings are in the result.</summary>
    public SchemaCompilation Compile() => new SchemaCompiler(_source, ImportedFeatures, FeaturesOf).Compile(_requests);
}
