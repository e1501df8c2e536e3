namespace AcrNetconf.Transports.CallHome;

/// <summary>How long a connection is wanted for.</summary>
public abstract record CallHomeConnection
{
    private protected CallHomeConnection()
    {
    }

    /// <summary>Always: when it ends it is made again.</summary>
    public sealed record Persistent : CallHomeConnection;

    /// <summary>Now and then: it ends when nothing is to be done and is made again when its time comes.</summary>
    /// <param name="Period">Time from one to the next; above zero.</param>
    /// <param name="Anchor">A moment that one of them begins at, past or to come; null: they count from the first.</param>
    /// <param name="IdleTimeout">Silence that ends it; null never does.</param>
    public sealed record Periodic(TimeSpan Period, DateTimeOffset? Anchor, TimeSpan? IdleTimeout) : CallHomeConnection;
}
