namespace AcrNetconf.Cli.Client;

/// <summary>Where and as whom to connect.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">User name.</param>
/// <param name="PasswordFile">File whose first line is the password, or null.</param>
/// <param name="KeyFile">Private key file, or null.</param>
internal sealed record ConnectionOptions(string Host, int Port, string User, string? PasswordFile, string? KeyFile);
