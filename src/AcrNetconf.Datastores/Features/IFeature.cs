namespace AcrNetconf.Datastores.Features;

/// <summary>One served module (or a few that belong together) with the components, state and operations behind it.</summary>
public interface IFeature
{
    /// <summary>Registers bindings in start order, state sources and operation handlers.</summary>
    void Register(FeatureBuilder builder);
}
