using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>The NETCONF stream (RFC 5277 §3.2): everything that happens, kept for replay and handed to subscribers in order.</summary>
/// <remarks>
/// Thread-safe. Publishing takes a short lock, looks at each subscription and never waits: a subscriber that does not keep up loses its
/// oldest notifications and the loss is counted and logged.
/// </remarks>
public sealed class EventStream
{
    private readonly Lock _gate = new();
    private readonly Queue<EventRecord> _log = new();
    private readonly int _capacity;
    private readonly TimeProvider _time;
    private ImmutableArray<IEventListener> _listeners = [];
    private long _last;

    internal EventStream(int capacity, TimeProvider time)
    {
        _capacity = capacity;
        _time = time;
        LogCreated = time.GetUtcNow();
    }

    /// <summary>When the replay log was created.</summary>
    internal DateTimeOffset LogCreated { get; }

    /// <summary>Time of the last event that has left the replay log; null when all are there.</summary>
    internal DateTimeOffset? LogAged { get; private set; }

    /// <summary>Start of the replay log: the oldest event that can be replayed is not older.</summary>
    internal DateTimeOffset LogStart => LogAged ?? LogCreated;

    internal bool HasReplay => _capacity > 0;

    /// <summary>Publishes a notification with the present time.</summary>
    public void Publish(NotificationNode notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        lock (_gate)
        {
            var record = new EventRecord(++_last, _time.GetUtcNow(), notification);
            Remember_NeedsLock(record);
            foreach (var listener in _listeners)
            {
                listener.Offer(record);
            }
        }
    }

    /// <summary>Adds a listener, with what it wants to hear of the past first; nothing is missed or doubled in between.</summary>
    internal void Subscribe(IEventListener listener)
    {
        lock (_gate)
        {
            if (listener.StartTime is { } start)
            {
                foreach (var record in _log.Where(r => r.Time >= start && r.Number > listener.StartNumber))
                {
                    listener.Offer(record);
                }

                listener.ReplayComplete(_time.GetUtcNow());
            }

            _listeners = _listeners.Add(listener);
        }
    }

    /// <summary>Takes a listener away; false when it was not there any more.</summary>
    internal bool Unsubscribe(IEventListener listener)
    {
        lock (_gate)
        {
            var before = _listeners;
            _listeners = before.Remove(listener);
            return _listeners != before;
        }
    }

    private void Remember_NeedsLock(EventRecord record)
    {
        if (_capacity == 0)
        {
            return;
        }

        if (_log.Count == _capacity)
        {
            LogAged = _log.Dequeue().Time;
        }

        _log.Enqueue(record);
    }
}
