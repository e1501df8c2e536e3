using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Sessions;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Session {SessionId} of {User} from {Remote} opened over {Transport} ({Method})")]
    public static partial void SessionOpened(ILogger logger, uint sessionId, string user, string remote, string transport, string method);

    [LoggerMessage(2002, LogLevel.Information, "Session {SessionId} of {User} ended: {Reason}")]
    public static partial void SessionEnded(ILogger logger, uint sessionId, string user, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "A session of {User} from {Remote} was refused: {Reason}")]
    public static partial void SessionRefused(ILogger logger, string user, string remote, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "Session {SessionId} of {User} is cut: {Reason}")]
    public static partial void SessionCut(ILogger logger, uint sessionId, string user, string reason);

    [LoggerMessage(2005, LogLevel.Error, "Operation {Operation} of session {SessionId} failed inside the server; the request had no reply but operation-failed")]
    public static partial void OperationFaulted(ILogger logger, Exception exception, string operation, uint sessionId);

    [LoggerMessage(2006, LogLevel.Error, "Session {SessionId} failed inside the server and is closed")]
    public static partial void SessionFaulted(ILogger logger, Exception exception, uint sessionId);

    [LoggerMessage(2007, LogLevel.Debug, "Session {SessionId}: {Operation} answered {Outcome} after {Milliseconds:F1} ms")]
    public static partial void OperationDone(ILogger logger, uint sessionId, string operation, string outcome, double milliseconds);

    [LoggerMessage(2008, LogLevel.Warning, "Session {SessionId} of {User} reads too slowly: notifications are lost, {Limit} are waiting")]
    public static partial void NotificationsLost(ILogger logger, uint sessionId, string user, int limit);

    [LoggerMessage(2009, LogLevel.Warning, "Session {SessionId} of {User}: {Count} notifications were lost; the subscriber is told so")]
    public static partial void LossReported(ILogger logger, uint sessionId, string user, long count);
}
