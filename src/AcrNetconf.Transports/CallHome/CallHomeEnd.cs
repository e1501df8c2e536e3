namespace AcrNetconf.Transports.CallHome;

/// <summary>How a connection that called home ended.</summary>
/// <param name="WasAuthenticated">A user logged in on it: the endpoint is good.</param>
/// <param name="Reason">One sentence for the log.</param>
public readonly record struct CallHomeEnd(bool WasAuthenticated, string Reason);
