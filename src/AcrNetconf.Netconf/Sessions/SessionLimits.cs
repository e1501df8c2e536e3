namespace AcrNetconf.Netconf.Sessions;

/// <summary>What one peer may cost.</summary>
public sealed record SessionLimits
{
    /// <value>Largest message accepted, in bytes. Default 64 MiB.</value>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <value>Largest hello accepted, in bytes: nobody has proved good intentions yet. Default 1 MiB.</value>
    public int MaxHelloBytes { get; init; } = 1024 * 1024;

    /// <value>Deepest element nesting accepted. Default 200.</value>
    public int MaxDepth { get; init; } = 200;

    /// <value>How long a peer may take to send its hello. Default 30 s.</value>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>How long a session without subscription may be silent between messages; infinite switches it off. Default 1 h.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <value>How long the peer may take to read the next part of a reply. Default 60 s.</value>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <value>Sessions at a time. Default 1024.</value>
    public int MaxSessions { get; init; } = 1024;

    /// <value>Sessions at a time of one user. Default 1024.</value>
    public int MaxSessionsPerUser { get; init; } = 1024;

    /// <value>Notifications waiting for one slow subscriber before the oldest are dropped and the loss is reported. Default 4096.</value>
    public int MaxQueuedNotifications { get; init; } = 4096;

    /// <value>Subscriptions by establish-subscription at a time of one session. Default 256.</value>
    public int MaxSubscriptionsPerSession { get; init; } = 256;
}
