using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A Unix endpoint as the model has it.</summary>
/// <param name="Endpoint">Name of the entry.</param>
/// <param name="Path">Path of the socket.</param>
/// <param name="Group">Group it is given to, or null.</param>
/// <param name="TrustedUsers">Users of the host that may speak for others.</param>
/// <param name="TrustedGroups">Groups of the host whose members may.</param>
internal sealed record UnixConfig(string Endpoint, string Path, string? Group, EquatableArray<string> TrustedUsers, EquatableArray<string> TrustedGroups);
