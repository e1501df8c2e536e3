namespace AcrNetconf.Testing.Netconf;

/// <summary>Where a NETCONF server listens and who logs in.</summary>
/// <param name="Port">TCP port on 127.0.0.1.</param>
/// <param name="User">User name.</param>
/// <param name="KeyFile">Private key of that user.</param>
internal sealed record SshTarget(int Port, string User, string KeyFile);
