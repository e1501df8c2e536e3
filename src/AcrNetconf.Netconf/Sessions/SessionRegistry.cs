using System.Collections.Immutable;
using AcrNetconf.Netconf.Transport;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>The sessions alive now. Numbers are given from 1 upwards and not used again while the server runs (RFC 6241 §8.1).</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SessionRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _perUser = [];
    private ImmutableSortedDictionary<uint, NetconfSession> _sessions = ImmutableSortedDictionary<uint, NetconfSession>.Empty;
    private uint _lastId;
    private long _started;
    private long _badHellos;
    private long _dropped;

    /// <summary>Snapshot of the sessions, ordered by number.</summary>
    public IEnumerable<NetconfSession> Sessions => Volatile.Read(ref _sessions).Values;

    public int Count => Volatile.Read(ref _sessions).Count;

    /// <summary>Counters over all sessions, ended ones included.</summary>
    public SessionCounters Totals { get; } = new();

    /// <summary>in-sessions of RFC 6022 §2.1.5: sessions started.</summary>
    public long Started => Interlocked.Read(ref _started);

    /// <summary>in-bad-hellos.</summary>
    public long BadHellos => Interlocked.Read(ref _badHellos);

    /// <summary>dropped-sessions: ended by other than close-session or kill-session.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public NetconfSession? Find(uint id) => Volatile.Read(ref _sessions).GetValueOrDefault(id);

    /// <summary>Takes a number for a new session; 0 and a sentence when a limit forbids it.</summary>
    internal uint TryEnter(PeerInfo peer, SessionLimits limits, out string refusal)
    {
        lock (_gate)
        {
            var users = _perUser.GetValueOrDefault(peer.User);
            var all = _perUser.Values.Sum();
            refusal = all >= limits.MaxSessions ? $"the limit of {limits.MaxSessions} sessions is reached"
                : users >= limits.MaxSessionsPerUser ? $"the limit of {limits.MaxSessionsPerUser} sessions of one user is reached"
                : "";
            if (refusal.Length > 0)
            {
                return 0;
            }

            _perUser[peer.User] = users + 1;
            return ++_lastId;
        }
    }

    internal void Add(NetconfSession session)
    {
        lock (_gate)
        {
            Volatile.Write(ref _sessions, _sessions.SetItem(session.Id, session));
        }
    }

    internal void CountStart() => Interlocked.Increment(ref _started);

    internal void Remove(NetconfSession session, SessionEndReason reason)
    {
        lock (_gate)
        {
            Volatile.Write(ref _sessions, _sessions.Remove(session.Id));
            var left = _perUser[session.Peer.User] - 1;
            if (left == 0)
            {
                _perUser.Remove(session.Peer.User);
            }
            else
            {
                _perUser[session.Peer.User] = left;
            }
        }

        if (reason == SessionEndReason.BadHello)
        {
            Interlocked.Increment(ref _badHellos);
        }
        else if (reason is not (SessionEndReason.Closed or SessionEndReason.Killed))
        {
            Interlocked.Increment(ref _dropped);
        }
    }
}
