using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>The configured users.</summary>
/// <param name="Users">In the order of the model; at least one.</param>
internal sealed record UsersConfig(EquatableArray<UserConfig> Users);
