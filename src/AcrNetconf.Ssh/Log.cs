using System.Net;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Ssh;

/// <summary>Log messages of the SSH transport; event ids 400 to 499.</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "SSH server uses libssh {Version}, {KeyCount} host keys, first {Fingerprint}")]
    public static partial void Started(ILogger logger, Version version, int keyCount, string fingerprint);

    [LoggerMessage(402, LogLevel.Warning, "This libssh lacks strict key exchange; chacha20-poly1305 and encrypt-then-MAC are not offered, please update it")]
    public static partial void NoStrictKeyExchange(ILogger logger);

    [LoggerMessage(403, LogLevel.Information, "Generated {Algorithm} host key {Fingerprint} in {Path}")]
    public static partial void HostKeyGenerated(ILogger logger, string algorithm, string fingerprint, string path);

    [LoggerMessage(404, LogLevel.Information, "Loaded {Algorithm} host key {Fingerprint} from {Path}")]
    public static partial void HostKeyLoaded(ILogger logger, string algorithm, string fingerprint, string path);

    [LoggerMessage(405, LogLevel.Information, "Host keys reloaded; first {Fingerprint}")]
    public static partial void HostKeysReloaded(ILogger logger, string fingerprint);

    [LoggerMessage(406, LogLevel.Error, "Host keys were not reloaded, the old ones stay in use: {Problem}")]
    public static partial void HostKeysNotReloaded(ILogger logger, string problem);

    [LoggerMessage(410, LogLevel.Information,
        "Connection {ConnectionId}: user {User} logged in from {Remote} by {Method}, key {Fingerprint}; client {Client}, {Negotiated}")]
    public static partial void LoggedIn(
        ILogger logger, long connectionId, string user, IPEndPoint remote, string method, string fingerprint, string client, string negotiated);

    [LoggerMessage(411, LogLevel.Information, "Connection {ConnectionId} from {Remote} ended: {Reason}")]
    public static partial void Ended(ILogger logger, long connectionId, IPEndPoint remote, string reason);

    [LoggerMessage(412, LogLevel.Debug, "Connection {ConnectionId} from {Remote} ended before login: {Reason}")]
    public static partial void StartupEnded(ILogger logger, long connectionId, IPEndPoint remote, string reason);

    [LoggerMessage(413, LogLevel.Information, "Connection {ConnectionId} from {Source}: {Method} refused for user {User}")]
    public static partial void PasswordRefused(ILogger logger, long connectionId, IPAddress source, string user, string method);

    [LoggerMessage(414, LogLevel.Debug, "Connection {ConnectionId} from {Source}: key {Fingerprint} refused for user {User}")]
    public static partial void KeyRefused(ILogger logger, long connectionId, IPAddress source, string user, string fingerprint);

    [LoggerMessage(415, LogLevel.Error, "Authentication of user {User} failed inside the authenticator; denied")]
    public static partial void AuthenticatorFailed(ILogger logger, Exception exception, string user);

    [LoggerMessage(416, LogLevel.Debug, "Connection {ConnectionId}: channel refused, {Count} are open")]
    public static partial void ChannelRefused(ILogger logger, long connectionId, int count);

    [LoggerMessage(417, LogLevel.Debug, "Connection {ConnectionId}: channel refused, maximum packet size {Size} is too small")]
    public static partial void PacketSizeRefused(ILogger logger, long connectionId, uint size);

    [LoggerMessage(420, LogLevel.Warning, "Refused {Count} connections so far, this one from {Remote}: {Reason}")]
    public static partial void Refused(ILogger logger, long count, IPEndPoint remote, string reason);

    [LoggerMessage(422, LogLevel.Error, "Connection {ConnectionId}: turn failed; the connection is cut")]
    public static partial void TurnFailed(ILogger logger, Exception exception, long connectionId);

    [LoggerMessage(423, LogLevel.Error, "Session of user {User} on connection {ConnectionId} failed; the channel is cut")]
    public static partial void SessionFailed(ILogger logger, Exception exception, string user, long connectionId);

    [LoggerMessage(424, LogLevel.Debug, "Connection {ConnectionId}: a session completed its pipe with an error")]
    public static partial void ChannelFailed(ILogger logger, Exception exception, long connectionId);
}
