using System.Net;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A listener in force, of whatever transport.</summary>
/// <param name="Transport">What is spoken there: <c>ssh</c> or <c>tls</c>.</param>
/// <param name="Address">Where, with the real port.</param>
/// <param name="IsConfigured">False for those of the command line.</param>
/// <param name="HostKeys">Fingerprints of host keys.</param>
/// <param name="Certificate">Fingerprint of the certificate, or null.</param>
internal sealed record ListenerState(string Transport, IPEndPoint Address, bool IsConfigured, IReadOnlyList<string> HostKeys, string? Certificate);
