using System.Threading.Channels;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Subscriptions;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>Notifications waiting for one session: bounded, oldest lost first, and the loss told to the subscriber where it happened.</summary>
/// <remarks>Anyone may post; the session's task takes. Nobody waits for a slow reader.</remarks>
/// <param name="capacity">Notifications that may wait.</param>
/// <param name="time">eventTime of a report of loss.</param>
/// <param name="lossBegan">Called once for each row of losses, on the thread that posts.</param>
internal sealed class NotificationOutbox(int capacity, TimeProvider time, Action lossBegan)
{
    private Channel<OutboxItem>? _waiting;
    private long _lost;
    private long _reported;

    /// <summary>True from the first subscription on.</summary>
    public bool IsOpen => _waiting is not null;

    /// <summary>All that were lost so far.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Open()
        => _waiting ??= Channel.CreateBounded<OutboxItem>(
            new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            item =>
            {
                item.Owner?.CountLost();
                CountLoss(1);
            });

    /// <summary>Notifications waiting, and how many may.</summary>
    public (int Waiting, int Capacity) Backlog => (_waiting?.Reader.Count ?? 0, capacity);

    /// <summary>Queues one complete notification document; when the peer does not keep up, the oldest one waiting is lost.</summary>
    /// <returns>False when nobody subscribed or the session is over.</returns>
    public bool Post(in OutboxItem notification) => _waiting?.Writer.TryWrite(notification) ?? false;

    /// <summary>Counts notifications that were not even made, because the peer does not keep up.</summary>
    public void CountLoss(long count)
    {
        if (count > 0 && Interlocked.Add(ref _lost, count) - count == Volatile.Read(ref _reported))
        {
            lossBegan();
        }
    }

    /// <summary>The next document to send: before the one that follows a gap, a notification that says how many are missing.</summary>
    /// <param name="document">The document.</param>
    /// <param name="lost">How many it reports as lost; 0 for an ordinary one.</param>
    public bool TryTake(out OutboxItem document, out long lost)
    {
        document = default;
        lost = Lost - _reported;
        if (lost > 0)
        {
            _reported += lost;
            document = new OutboxItem(NotificationWriter.WriteLoss(time.GetUtcNow(), lost));
            return true;
        }

        while (_waiting is not null && _waiting.Reader.TryRead(out document))
        {
            if (document.Owner is not { IsSilent: true })
            {
                document.Owner?.CountSent();
                return true;
            }
        }

        return false;
    }

    public Task<bool> WaitAsync(CancellationToken cancellationToken)
        => _waiting is null ? Task.FromResult(false) : _waiting.Reader.WaitToReadAsync(cancellationToken).AsTask();

    public void Close() => _waiting?.Writer.TryComplete();
}
