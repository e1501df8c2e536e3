using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>A user as the model has it (RFC 7317 §3.5).</summary>
/// <param name="Name">User name.</param>
/// <param name="Password">crypt-hash, or null.</param>
/// <param name="Keys">Keys that log in.</param>
internal sealed record UserConfig(string Name, string? Password, EquatableArray<KeyConfig> Keys)
{
    /// <summary>What the user can log in with, comparable with another version of the same user.</summary>
    public IEnumerable<string> Credentials => Keys.Select(key => key.Data).Concat(Password is null ? [] : [Password]);
}
