namespace AcrNetconf.Transports.CallHome;

/// <summary>Makes one connection and serves it to its end. Never throws.</summary>
/// <param name="client">Whose.</param>
/// <param name="endpoint">Where to.</param>
/// <param name="connected">Called when the connection has come about.</param>
/// <param name="dismissed">Cancelled when the client is to be served no more: ends a connection that exists.</param>
/// <param name="cancellationToken">Gives up connecting; a connection that exists goes on.</param>
internal delegate Task<CallHomeEnd> CallHomeDial(
    CallHomeClient client, CallHomeEndpoint endpoint, Action connected, CancellationToken dismissed, CancellationToken cancellationToken);
