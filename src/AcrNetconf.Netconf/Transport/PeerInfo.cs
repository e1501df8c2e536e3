using System.Net;

namespace AcrNetconf.Netconf.Transport;

/// <summary>Who is at the other end of an authenticated channel, as the transport established it.</summary>
/// <param name="User">The NETCONF username (RFC 6241 §2.2); never empty.</param>
/// <param name="AuthenticationMethod">How the user proved it: <c>password</c>, <c>publickey</c>, <c>keyboard-interactive</c>, <c>certificate</c>, <c>peercred</c>.</param>
/// <param name="TransportIdentity">The session-type of ietf-netconf-monitoring (RFC 6022 §2.1.3): <c>netconf-ssh</c>, <c>netconf-tls</c>.</param>
/// <param name="Remote">Address of the peer; null when the transport has none.</param>
/// <param name="Local">Address the peer connected to; null when the transport has none.</param>
/// <param name="ConnectionId">Number of the transport connection; channels of one connection share it.</param>
/// <param name="KeyFingerprint">SHA256 fingerprint of the key used, or null.</param>
public sealed record PeerInfo(
    string User,
    string AuthenticationMethod,
    string TransportIdentity,
    EndPoint? Remote,
    EndPoint? Local,
    long ConnectionId,
    string? KeyFingerprint = null)
{
    /// <summary>True for accounts that bypass access control (RFC 8341 §3.3.3, recovery session).</summary>
    public bool IsRecovery { get; init; }

    /// <summary>Silence that ends the session instead of the server's own limit: a connection made periodically (RFC 8071 §4.1) must not stay; null for others.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Name of the transport (<see cref="INetconfTransport.Name"/>), or null.</summary>
    public string? Transport { get; init; }

    /// <summary>The client that was called home for this channel; null for others.</summary>
    public string? CalledClient { get; init; }

    /// <summary>The certificate the user showed and those above it, in DER; empty for who showed none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; init; } = [];
}
