using System.Collections.Immutable;
using System.Net;

namespace AcrNetconf.Transports.Tls;

/// <summary>How NETCONF over TLS is served.</summary>
public sealed record TlsServerOptions
{
    /// <summary>The port of RFC 7589 §2.</summary>
    public const int DefaultPort = 6513;

    /// <summary>Addresses to listen on with <see cref="Parameters"/>; port 0 picks a free one. None: nobody may come in there, but the server may call home.</summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [];

    /// <summary>How TLS is spoken at <see cref="Listen"/>, and on connections that call home without parameters of their own.</summary>
    public TlsParameters Parameters { get; init; } = new();

    /// <summary>Listeners with parameters of their own, beside <see cref="Listen"/>; all at other addresses.</summary>
    public IReadOnlyList<TlsListenerOptions> Endpoints { get; init; } = [];

    /// <summary>Users that access control does not bind (RFC 8341 §3.3.3).</summary>
    public ImmutableHashSet<string> RecoveryUsers { get; init; } = [];

    /// <summary>Limits per server and connection.</summary>
    public TlsLimits Limits { get; init; } = new();
}
