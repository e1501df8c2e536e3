namespace AcrNetconf.Ssh.Sessions;

/// <summary>The outcome of a successful authentication.</summary>
internal sealed record AuthenticatedUser(string Name, string Method, string? KeyFingerprint, bool IsRecovery);
