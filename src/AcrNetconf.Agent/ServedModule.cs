namespace AcrNetconf.Agent;

/// <summary>A further module served as plain configuration.</summary>
/// <param name="Name">Module name.</param>
/// <param name="Revision">Revision date, or null for the newest found.</param>
/// <param name="Features">Features switched on; null for all.</param>
internal sealed record ServedModule(string Name, string? Revision, IReadOnlyList<string>? Features);
