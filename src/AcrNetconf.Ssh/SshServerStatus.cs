namespace AcrNetconf.Ssh;

/// <summary>Counters of one SSH server at one moment.</summary>
/// <param name="Connections">Connections now, authenticated or not.</param>
/// <param name="Startups">Of these, not authenticated yet.</param>
/// <param name="Channels">Open NETCONF channels now.</param>
/// <param name="Accepted">Connections accepted since start.</param>
/// <param name="Refused">Connections refused since start for want of room.</param>
/// <param name="AuthenticationFailures">Refused authentication requests since start, key offers included.</param>
/// <param name="NativeSessionsCreated">libssh sessions the process ever created.</param>
/// <param name="NativeSessionsFreed">libssh sessions the process freed; the difference is what is alive.</param>
public sealed record SshServerStatus(
    int Connections,
    int Startups,
    int Channels,
    long Accepted,
    long Refused,
    long AuthenticationFailures,
    long NativeSessionsCreated,
    long NativeSessionsFreed);
