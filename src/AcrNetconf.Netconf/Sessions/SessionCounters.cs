namespace AcrNetconf.Netconf.Sessions;

/// <summary>The common counters of RFC 6022 §2.1.5, per session or for the server.</summary>
/// <remarks>Written by sessions, read by anyone.</remarks>
public sealed class SessionCounters
{
    private long _inRpcs;
    private long _inBadRpcs;
    private long _outRpcErrors;
    private long _outNotifications;

    /// <summary>Correct rpc messages received.</summary>
    public long InRpcs => Interlocked.Read(ref _inRpcs);

    /// <summary>Messages that were no correct rpc.</summary>
    public long InBadRpcs => Interlocked.Read(ref _inBadRpcs);

    /// <summary>Replies that carried rpc-error.</summary>
    public long OutRpcErrors => Interlocked.Read(ref _outRpcErrors);

    public long OutNotifications => Interlocked.Read(ref _outNotifications);

    internal void CountRpc() => Interlocked.Increment(ref _inRpcs);

    internal void CountBadRpc() => Interlocked.Increment(ref _inBadRpcs);

    internal void CountErrorReply() => Interlocked.Increment(ref _outRpcErrors);

    internal void CountNotification() => Interlocked.Increment(ref _outNotifications);
}
