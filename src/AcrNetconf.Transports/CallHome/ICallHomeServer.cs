using System.Net.Sockets;

namespace AcrNetconf.Transports.CallHome;

/// <summary>A transport that can be the server on a connection it did not accept (RFC 8071 §4.1: roles are as ever, only who dials has changed).</summary>
public interface ICallHomeServer
{
    /// <summary>Checks that it could serve now.</summary>
    /// <exception cref="IOException">It could not; one sentence.</exception>
    void RequireReady();

    /// <summary>Serves a connected socket until the connection is over. Owns the socket; never throws.</summary>
    /// <param name="socket">Connected.</param>
    /// <param name="terms">What holds for this connection.</param>
    Task<CallHomeEnd> ServeAsync(Socket socket, CallHomeTerms terms);
}
