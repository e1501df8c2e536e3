namespace AcrNetconf.Transports.CallHome;

/// <summary>What holds for one connection that called home.</summary>
/// <param name="Client">Name of the client it was made to, for the log.</param>
/// <param name="IdleTimeout">Silence that ends a session without subscription; null keeps the server's own limit.</param>
public sealed record CallHomeTerms(string Client, TimeSpan? IdleTimeout);
