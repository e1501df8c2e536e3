using AcrNetconf.Transports.Listening;

namespace AcrNetconf.Transports.Tls;

/// <summary>What one TLS peer may cost.</summary>
public sealed record TlsLimits
{
    /// <summary>Who is let in.</summary>
    public AdmissionLimits Admission { get; init; } = new();

    /// <summary>Time from accept to authenticated.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan LoginGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which TCP asks whether the peer is alive, and again.</summary>
    /// <value>Default 30 s; whole seconds count.</value>
    public TimeSpan KeepaliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Unanswered questions after which the connection counts as lost.</summary>
    /// <value>Default 3.</value>
    public int KeepaliveCount { get; init; } = 3;

    /// <summary>How long the peer may take to read the rest and to close after the session's end.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan CloseGrace { get; init; } = TimeSpan.FromSeconds(5);
}
