namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>A module the user wants implemented.</summary>
/// <param name="Text">Its text, or null to ask the source.</param>
/// <param name="Features">Features chosen for it, or null for the builder's default.</param>
internal sealed record ModuleRequest(string Name, string? Revision, ModuleText? Text, FeatureSelection? Features);
