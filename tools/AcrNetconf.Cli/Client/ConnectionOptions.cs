namespace AcrNetconf.Cli.Client;

/// <summary>Where and as whom to connect.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">User name.</param>
/// <param name="PasswordFile">File whose first line is the password, or null.</param>
/// <param name="KeyFile">Private key file, or null.</param>
/// <param name="KnownHostsFile">Host keys this user trusts, in OpenSSH's format; need not exist.</param>
/// <param name="HostKeys">What is asked of the server's host key.</param>
internal sealed record ConnectionOptions(string Host, int Port, string User, string? PasswordFile, string? KeyFile, string KnownHostsFile, HostKeyPolicy HostKeys);
