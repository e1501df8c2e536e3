using System.Net;

namespace AcrNetconf.Ssh;

/// <summary>A listener at this moment.</summary>
/// <param name="Address">Where, with the real port.</param>
/// <param name="HasOwnSettings">True for those with settings of their own.</param>
/// <param name="Fingerprints">SHA256 fingerprints of the host keys in use there, best first.</param>
public sealed record SshListenerStatus(IPEndPoint Address, bool HasOwnSettings, IReadOnlyList<string> Fingerprints);
