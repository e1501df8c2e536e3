using System.Net;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports;

/// <summary>Log messages of listeners, TLS, the Unix socket and Call Home; event ids 600 to 699.</summary>
internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Information, "{Transport} listens on {EndPoint}")]
    public static partial void Listening(ILogger logger, string transport, EndPoint endPoint);

    [LoggerMessage(601, LogLevel.Information, "{Transport} listens on {EndPoint} no more; sessions that came in there go on")]
    public static partial void ListeningEnded(ILogger logger, string transport, EndPoint endPoint);

    [LoggerMessage(602, LogLevel.Warning, "Accepting on {EndPoint} failed, trying again: {Problem}")]
    public static partial void AcceptFailed(ILogger logger, EndPoint? endPoint, string problem);

    [LoggerMessage(603, LogLevel.Error, "Session of user {User} on connection {ConnectionId} failed; the channel is cut")]
    public static partial void SessionFailed(ILogger logger, Exception exception, string user, long connectionId);

    [LoggerMessage(604, LogLevel.Warning, "{Transport} refused {Count} connections so far, this one from {Remote}: {Reason}")]
    public static partial void Refused(ILogger logger, string transport, long count, IPEndPoint remote, string reason);

    [LoggerMessage(605, LogLevel.Debug, "Connection {ConnectionId} from {Remote} ended before login: {Reason}")]
    public static partial void StartupEnded(ILogger logger, long connectionId, IPEndPoint remote, string reason);

    [LoggerMessage(606, LogLevel.Information, "Connection {ConnectionId} from {Remote} ended: {Reason}")]
    public static partial void Ended(ILogger logger, long connectionId, EndPoint remote, string reason);

    [LoggerMessage(610, LogLevel.Information,
        "TLS connection {ConnectionId}: user {User} logged in from {Remote} by certificate {Subject}, fingerprint {Fingerprint}, mapped by entry {Entry}; {Protocol} {Cipher}")]
    public static partial void TlsLoggedIn(
        ILogger logger, long connectionId, string user, IPEndPoint remote, string subject, string fingerprint, uint entry, string protocol, string cipher);

    [LoggerMessage(611, LogLevel.Warning, "TLS connection {ConnectionId} from {Remote} refused: {Reason}; certificate {Subject}, fingerprint {Fingerprint}")]
    public static partial void TlsRefused(ILogger logger, long connectionId, IPEndPoint remote, string reason, string subject, string fingerprint);

    [LoggerMessage(612, LogLevel.Error, "TLS connection {ConnectionId} from {Remote} failed inside the server; it is cut")]
    public static partial void TlsFailed(ILogger logger, Exception exception, long connectionId, IPEndPoint remote);

    [LoggerMessage(613, LogLevel.Information, "TLS server shows certificate {Subject}, fingerprint {Fingerprint}, valid until {NotAfter:u}")]
    public static partial void TlsIdentity(ILogger logger, string subject, string fingerprint, DateTimeOffset notAfter);
}
