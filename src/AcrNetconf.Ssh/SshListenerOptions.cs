using System.Net;
using AcrNetconf.Ssh.HostKeys;

namespace AcrNetconf.Ssh;

/// <summary>A listener with settings of its own.</summary>
/// <param name="Address">Where; <c>[::]</c> accepts IPv4 as well.</param>
/// <param name="Methods">Methods offered there.</param>
/// <param name="HostKeys">What the server proves its identity with there; empty: the server's own keys.</param>
public sealed record SshListenerOptions(IPEndPoint Address, SshAuthMethods Methods, IReadOnlyList<HostKey> HostKeys);
