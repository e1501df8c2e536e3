namespace AcrNetconf.Agent;

/// <summary>A local user given on the command line: by password, or by a file of authorised public keys.</summary>
/// <param name="Name">User name.</param>
/// <param name="Password">Password, or null.</param>
/// <param name="KeyFile">File in authorized_keys format, or null.</param>
internal sealed record AgentUser(string Name, string? Password, string? KeyFile);
