using System.IO.Pipelines;
using AcrNetconf.Netconf.Framing;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>Takes messages off the pipe and, while it waits for one, lets notifications out.</summary>
/// <remarks>Used by the session's task only.</remarks>
/// <param name="input">Where bytes come from.</param>
/// <param name="firstMaxBytes">Largest message accepted at first, in bytes.</param>
/// <param name="outbox">Notifications waiting.</param>
/// <param name="sendNotifications">Sends what the outbox holds; false when the transport takes no more bytes.</param>
internal sealed class SessionReceiver(PipeReader input, int firstMaxBytes, NotificationOutbox outbox, Func<ValueTask<bool>> sendNotifications) : IDisposable
{
    private readonly FrameReader _frames = new() { MaxMessageBytes = firstMaxBytes, AcceptsChunkedHello = true };
    private Task<bool>? _outboxReady;

    /// <summary>The framing agreed on by the hellos. Before it is set, a hello in either framing is read.</summary>
    public FramingMode Mode
    {
        get => _frames.Mode;
        set
        {
            _frames.AcceptsChunkedHello = false;
            _frames.Mode = value;
        }
    }

    /// <summary>Largest message accepted, in bytes.</summary>
    public int MaxMessageBytes
    {
        get => _frames.MaxMessageBytes;
        set => _frames.MaxMessageBytes = value;
    }

    /// <summary>True when no message has begun.</summary>
    public bool IsBetweenMessages => _frames.IsBetweenMessages;

    /// <summary>The next message; null when the peer has closed or takes no more bytes. Valid until the next call.</summary>
    /// <exception cref="FramingException">The bytes are no framing (RFC 6242 §4).</exception>
    public async Task<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        _frames.Release();
        Task<ReadResult>? reading = null;
        while (true)
        {
            if (!await sendNotifications())
            {
                return null;
            }

            ReadResult received;
            if (!outbox.IsOpen)
            {
                received = await input.ReadAsync(cancellationToken);
            }
            else
            {
                reading ??= input.ReadAsync(cancellationToken).AsTask();
                if (!reading.IsCompleted && await NotificationComesFirstAsync(reading, cancellationToken))
                {
                    continue;
                }

                received = await reading;
                reading = null;
            }

            var rest = received.Buffer;
            if (_frames.TryRead(ref rest, out var message))
            {
                input.AdvanceTo(rest.Start);
                return message;
            }

            input.AdvanceTo(rest.Start, rest.End);
            if (received.IsCompleted || received.IsCanceled)
            {
                return null;
            }
        }
    }

    public void Dispose() => _frames.Dispose();

    private async Task<bool> NotificationComesFirstAsync(Task<ReadResult> reading, CancellationToken cancellationToken)
    {
        _outboxReady ??= outbox.WaitAsync(cancellationToken);
        var first = await Task.WhenAny(reading, _outboxReady);
        if (_outboxReady.IsCompleted)
        {
            await _outboxReady;
            _outboxReady = null;
        }

        return first != reading;
    }
}
