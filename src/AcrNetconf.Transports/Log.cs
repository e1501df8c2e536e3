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

    [LoggerMessage(620, LogLevel.Information, "Call Home: client {Client} is connected at endpoint {Endpoint}")]
    public static partial void Called(ILogger logger, string client, CallHome.CallHomeEndpoint endpoint);

    [LoggerMessage(621, LogLevel.Information, "Call Home: the connection to client {Client} at endpoint {Endpoint} ended: {Reason}; the next call is in {Seconds:F1} s")]
    public static partial void CallEnded(ILogger logger, string client, CallHome.CallHomeEndpoint endpoint, string reason, double seconds);

    [LoggerMessage(622, LogLevel.Warning, "Call Home: client {Client} at endpoint {Endpoint} is not reached: {Reason}; {Count} failures in a row, the next call is in {Seconds:F1} s")]
    public static partial void CallFailed(ILogger logger, string client, CallHome.CallHomeEndpoint endpoint, string reason, int count, double seconds);

    [LoggerMessage(623, LogLevel.Error, "Call Home: the call of client {Client} at endpoint {Endpoint} failed inside the agent; it is made again")]
    public static partial void CallFaulted(ILogger logger, Exception exception, string client, CallHome.CallHomeEndpoint endpoint);

    [LoggerMessage(624, LogLevel.Information, "Call Home: the connection to client {Client} at endpoint {Endpoint} ended: {Reason}; it is not called again with these settings")]
    public static partial void LastCallEnded(ILogger logger, string client, CallHome.CallHomeEndpoint endpoint, string reason);

    [LoggerMessage(630, LogLevel.Information, "Unix connection {ConnectionId}: user {User} came in, relay of {Account}, process {ProcessId}, for an SSH client at {Remote}")]
    public static partial void UnixLoggedIn(ILogger logger, long connectionId, string user, string account, int processId, string remote);

    [LoggerMessage(631, LogLevel.Warning, "Unix connection {ConnectionId} of {Account}, process {ProcessId}, refused: {Reason}")]
    public static partial void UnixRefused(ILogger logger, long connectionId, string account, int processId, string reason);

    [LoggerMessage(632, LogLevel.Debug, "Unix connection {ConnectionId} was lost: {Reason}")]
    public static partial void UnixLost(ILogger logger, long connectionId, string reason);

    [LoggerMessage(633, LogLevel.Error, "Owner group and mode of {Path} could not be set: {Problem}")]
    public static partial void NotProtected(ILogger logger, string path, string problem);
}
