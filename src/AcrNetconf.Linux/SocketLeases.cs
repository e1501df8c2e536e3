namespace AcrNetconf.Linux;

/// <summary>The PTP socket pairs of this process, leased by address and ports.</summary>
/// <remarks>
/// Whoever holds a lease last calls <see cref="TimestampedSocket.Attach"/> and sets mode, DSCP and TTL; those can change on an open socket, so only the
/// key decides whether a new socket is needed. Thread-safe.
/// </remarks>
public sealed class SocketLeases
{
    // More than an interval at 128 packets a second: then the Delay_Req that is due wakes the reader, and nothing else does.
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(10);

    private readonly LeaseTable<SocketKey, TimestampedSocket> _table = new(key => TimestampedSocket.Open(new TimestampedSocketOptions { Key = key, Gather = s_gather }));

    /// <summary>Socket pairs open now.</summary>
    public int Count => _table.Count;

    /// <summary>Opens or shares the pair.</summary>
    /// <exception cref="LinuxException">The pair cannot be opened; the sentence says why.</exception>
    public Lease<TimestampedSocket> Acquire(SocketKey key) => _table.Acquire(key);
}
