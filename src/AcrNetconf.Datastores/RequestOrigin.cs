using System.Net;

namespace AcrNetconf.Datastores;

/// <summary>Who asks for a change: what the commit log, lock errors and audit lines say.</summary>
/// <param name="SessionId">NETCONF session-id, 1 and up; 0 for the agent itself (RFC 6241 §7.5: a non-NETCONF holder).</param>
/// <param name="User">User name; never empty.</param>
/// <param name="Source">Address the request came from, or null.</param>
/// <param name="IsRecovery">True for a recovery session, which bypasses access control (RFC 8341 §3.3.3).</param>
/// <param name="Trace">The trace the request is part of, or null.</param>
public sealed record RequestOrigin(uint SessionId, string User, string? Source, bool IsRecovery = false, TraceContext? Trace = null)
{
    /// <summary>The agent acting on its own: start-up, timers, roll back.</summary>
    public static RequestOrigin System { get; } = new(0, "system", null, IsRecovery: true);

    /// <summary>Address and port of ours the session came through; null when its transport has none.</summary>
    public IPEndPoint? Entrance { get; init; }

    /// <summary>True when candidate means the session's own one (draft-ietf-netconf-privcand).</summary>
    public bool HasPrivateCandidate { get; init; }

    /// <summary>Name of the transport the session came by, or null.</summary>
    public string? Transport { get; init; }

    /// <summary>The client the session was called home to; null for others.</summary>
    public string? CalledClient { get; init; }

    /// <summary>The certificate the user showed and those above it, in DER; empty for who showed none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
        => SessionId == 0 ? User : $"session {SessionId} (user {User}{(Source is null ? "" : $" from {Source}")})";
}
