using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Threading.Channels;
using System.Xml;
using AcrNetconf.Netconf.Framing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>One NETCONF session: hellos, then one request after the other, each answered before the next is read.</summary>
/// <remarks>
/// <code>
///   peer ──▶ pipe ──▶ FrameReader ──▶ RpcReader ──▶ IRpcProcessor ──▶ RpcReplyWriter ──▶ FrameWriter ──▶ pipe ──▶ peer
///                                                                                          ▲
///   notifications ──▶ bounded outbox ──────────────────────────────────────────────────────┘  between replies
/// </code>
/// One task does all of it, so replies keep the order of requests and nothing here needs a lock. Others may only <see cref="Kill"/> it,
/// post notifications, and read its counters. The first cause of its end wins and is the one reported.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The session's own task disposes of them when it ends.")]
public sealed class NetconfSession
{
    private readonly INetconfChannel _channel;
    private readonly IRpcProcessor _processor;
    private readonly SessionRegistry _registry;
    private readonly SessionLimits _limits;
    private readonly ILogger _logger;
    private readonly FrameReader _frames;
    private readonly FrameWriter _writer;
    private readonly MessageBuffer _outgoing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private Deadline _deadline = Deadline.Hello;
    private Ending? _ending;
    private Channel<ReadOnlyMemory<byte>>? _outbox;
    private Task<bool>? _outboxReady;
    private long _lost;

    internal NetconfSession(
        uint id, INetconfChannel channel, IRpcProcessor processor, SessionRegistry registry, SessionLimits limits, TimeProvider time, ILogger logger)
    {
        Id = id;
        Peer = channel.Peer;
        StartedAt = time.GetUtcNow();
        _channel = channel;
        _processor = processor;
        _registry = registry;
        _limits = limits;
        _logger = logger;
        _frames = new FrameReader { MaxMessageBytes = limits.MaxHelloBytes };
        _writer = new FrameWriter(channel.Pipe.Output, () => Arm(Deadline.Write));
        _timer = time.CreateTimer(_ => OnDeadline(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Deadline
    {
        None,
        Hello,
        Idle,
        Write,
    }

    /// <summary>session-id; never 0.</summary>
    public uint Id { get; }

    public PeerInfo Peer { get; }

    /// <summary>When the transport handed the session over.</summary>
    public DateTimeOffset StartedAt { get; }

    public SessionCounters Counters { get; } = new();

    /// <summary>True once both hellos were exchanged.</summary>
    public bool IsEstablished { get; private set; }

    /// <summary>True when both sides speak base:1.1.</summary>
    public bool IsBase11 { get; private set; }

    /// <summary>True while the session takes notifications.</summary>
    public bool HasSubscription => _outbox is not null;

    /// <summary>Notifications dropped because the peer did not read them in time.</summary>
    public long LostNotifications => Interlocked.Read(ref _lost);

    /// <summary>Completes when the session is over and holds nothing any more.</summary>
    public Task Completion => _ended.Task;

    /// <summary>The session that killed this one, if one did.</summary>
    public uint? KilledBy { get; private set; }

    private bool IsEnding => Volatile.Read(ref _ending) is not null;

    /// <summary>Ends the session on behalf of another (RFC 6241 §7.9).</summary>
    internal void Kill(uint by)
    {
        KilledBy = by;
        End(SessionEndReason.Killed, $"killed by session {by}");
    }

    /// <summary>Ends the session because the server stops.</summary>
    internal void Stop() => End(SessionEndReason.Other, "the server stops");

    /// <summary>Called by close-session: everything held is given back, the reply in hand is still sent, later requests are not read.</summary>
    internal void CloseAfterReply() => Interlocked.CompareExchange(ref _ending, new Ending(SessionEndReason.Closed, "closed by the client"), null);

    /// <summary>Opens the outbox; from now on notifications may be posted.</summary>
    internal void OpenOutbox()
        => _outbox ??= Channel.CreateBounded<ReadOnlyMemory<byte>>(
            new BoundedChannelOptions(_limits.MaxQueuedNotifications) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            _ => CountLoss());

    /// <summary>Queues one complete notification document; when the peer does not keep up, the oldest one waiting is lost.</summary>
    internal bool Post(ReadOnlyMemory<byte> notification) => _outbox?.Writer.TryWrite(notification) ?? false;

    /// <summary>Runs the session to its end. Never throws.</summary>
    internal async Task RunAsync()
    {
        var lost = _channel.Aborted.Register(() => End(SessionEndReason.Dropped, "the connection was lost"));
        try
        {
            if (await ExchangeHellosAsync())
            {
                await ServeAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // End() said why.
        }
        catch (FramingException e)
        {
            await EndWithFramingFaultAsync(e);
        }
        catch (Exception e)
        {
            // A fault of ours must not take other sessions along: this one is closed, what it held is given back below.
            Log.SessionFaulted(_logger, e, Id);
            End(SessionEndReason.Other, "an internal fault");
        }
        finally
        {
            await lost.DisposeAsync();
            await FinishAsync();
        }
    }

    // ---- hello (RFC 6241 §8.1)

    private async Task<bool> ExchangeHellosAsync()
    {
        // Sent at once: some clients send nothing before they have seen it.
        new HelloMessage(_processor.Capabilities, Id).Write(_outgoing);
        if (!await SendAsync())
        {
            return false;
        }

        Arm(Deadline.Hello);
        if (await NextMessageAsync() is not { } message)
        {
            return false;
        }

        if (!HelloMessage.TryRead(message, _limits.MaxDepth, out var hello, out var refusal))
        {
            End(SessionEndReason.BadHello, refusal);
            return false;
        }

        // One client in use lists the namespace of the base operations where the capability is due.
        IsBase11 = hello.Capabilities.Contains(NetconfNames.Base11);
        if (!IsBase11 && !hello.Capabilities.Contains(NetconfNames.Base10) && !hello.Capabilities.Contains(NetconfNames.Base))
        {
            End(SessionEndReason.BadHello, "the client offers neither base:1.0 nor base:1.1");
            return false;
        }

        // RFC 6242 §4.1: chunks from the next message on, in both directions.
        _frames.Mode = _writer.Mode = IsBase11 ? FramingMode.Chunked : FramingMode.EndOfMessage;
        _frames.MaxMessageBytes = _limits.MaxMessageBytes;
        IsEstablished = true;
        _registry.CountStart();
        _processor.SessionStarted(this);
        return true;
    }

    // ---- requests

    private async Task ServeAsync()
    {
        while (!IsEnding)
        {
            Arm(HasSubscription ? Deadline.None : Deadline.Idle);
            if (await NextMessageAsync() is not { } message)
            {
                return;
            }

            Arm(Deadline.None);
            await AnswerAsync(message);
        }
    }

    /// <summary>The next message; null when the peer has closed or the transport takes no more bytes.</summary>
    private async Task<ReadOnlyMemory<byte>?> NextMessageAsync()
    {
        var input = _channel.Pipe.Input;
        Task<ReadResult>? reading = null;
        while (true)
        {
            if (!await SendNotificationsAsync())
            {
                return null;
            }

            ReadResult received;
            if (_outbox is null)
            {
                received = await input.ReadAsync(_stop.Token);
            }
            else
            {
                reading ??= input.ReadAsync(_stop.Token).AsTask();
                if (!reading.IsCompleted && await NotificationComesFirstAsync(reading, _outbox.Reader))
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
                End(SessionEndReason.Dropped, _frames.IsBetweenMessages ? "the peer closed the channel" : "the peer closed the channel inside a message");
                return null;
            }
        }
    }

    private async Task<bool> NotificationComesFirstAsync(Task<ReadResult> reading, ChannelReader<ReadOnlyMemory<byte>> outbox)
    {
        _outboxReady ??= outbox.WaitToReadAsync(_stop.Token).AsTask();
        var first = await Task.WhenAny(reading, _outboxReady);
        if (_outboxReady.IsCompleted)
        {
            await _outboxReady;
            _outboxReady = null;
        }

        return first != reading;
    }

    private async Task AnswerAsync(ReadOnlyMemory<byte> message)
    {
        RpcReply reply;
        if (RpcReader.TryRead(message, _limits.MaxDepth, out var attributes, out var request, out var error))
        {
            using (request)
            {
                reply = await ExecuteAsync(request);
            }
        }
        else
        {
            CountBadRpc();
            reply = RpcReply.Failure(error);
        }

        if (!IsBase11 && reply is RpcReply.Failed { Errors: [{ Tag: "malformed-message" } fault, ..] })
        {
            // RFC 6241 Appendix A: this tag must not go to a base:1.0 peer, and no older tag says it.
            End(SessionEndReason.Other, fault.Message);
            return;
        }

        if (reply is RpcReply.Failed)
        {
            Counters.CountErrorReply();
            _registry.Totals.CountErrorReply();
        }

        Render(attributes, reply);
        await SendAsync();
    }

    private async ValueTask<RpcReply> ExecuteAsync(RpcRequest request)
    {
        try
        {
            var reply = await _processor.ExecuteAsync(this, request, _stop.Token);
            Counters.CountRpc();
            _registry.Totals.CountRpc();
            return reply;
        }
        catch (XmlException e)
        {
            CountBadRpc();
            return RpcReply.Failure(RpcReader.Malformed(e));
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            return Faulted(e, request.Name);
        }
    }

    private void Render(ImmutableArray<RpcAttribute> attributes, RpcReply reply)
    {
        try
        {
            RpcReplyWriter.Write(_outgoing, attributes, reply);
        }
        catch (Exception e)
        {
            // Nothing of the half-written reply leaves; the session goes on with the next request.
            _outgoing.Clear();
            RpcReplyWriter.Write(_outgoing, attributes, Faulted(e, "reply"));
        }
    }

    private RpcReply.Failed Faulted(Exception e, string operation)
    {
        Log.OperationFaulted(_logger, e, operation, Id);
        return new RpcReply.Failed([RpcError.OperationFailed(ErrorType.Application, $"{operation}: the server failed to carry this out; its log says why")]);
    }

    private void CountLoss()
    {
        // One line for the first of a row of losses; the counter tells the rest.
        if (Interlocked.Increment(ref _lost) == 1)
        {
            Log.NotificationsLost(_logger, Id, Peer.User, _limits.MaxQueuedNotifications);
        }
    }

    private void CountBadRpc()
    {
        Counters.CountBadRpc();
        _registry.Totals.CountBadRpc();
    }

    // ---- sending

    private async ValueTask<bool> SendNotificationsAsync()
    {
        while (_outbox is not null && _outbox.Reader.TryRead(out var notification))
        {
            _outgoing.Append(notification.Span);
            Counters.CountNotification();
            _registry.Totals.CountNotification();
            if (!await SendAsync())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sends what was rendered into the outgoing buffer.</summary>
    private async ValueTask<bool> SendAsync()
    {
        try
        {
            if (await _writer.WriteAsync(_outgoing.Memory, _stop.Token))
            {
                return true;
            }

            End(SessionEndReason.Dropped, "the peer closed the channel");
            return false;
        }
        finally
        {
            _outgoing.Clear();
            Arm(Deadline.None);
        }
    }

    // ---- the end

    private void Arm(Deadline deadline)
    {
        _deadline = deadline;
        var due = deadline switch
        {
            Deadline.Hello => _limits.HelloTimeout,
            Deadline.Idle => _limits.IdleTimeout,
            Deadline.Write => _limits.WriteTimeout,
            _ => Timeout.InfiniteTimeSpan,
        };
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnDeadline()
    {
        var text = _deadline switch
        {
            Deadline.Hello => $"no hello within {_limits.HelloTimeout.TotalSeconds:F0} s",
            Deadline.Idle => $"idle for {_limits.IdleTimeout.TotalSeconds:F0} s",
            Deadline.Write => $"the peer read nothing for {_limits.WriteTimeout.TotalSeconds:F0} s",
            _ => null,
        };
        if (text is not null)
        {
            End(SessionEndReason.Timeout, text);
        }
    }

    private void End(SessionEndReason reason, string text)
    {
        // The first cause is kept; a later one, such as a close-session reply nobody reads, still has to wake the task.
        Interlocked.CompareExchange(ref _ending, new Ending(reason, text), null);
        _stop.Cancel();
    }

    private async Task EndWithFramingFaultAsync(FramingException fault)
    {
        if (fault.IsTooBig && IsEstablished && !IsEnding)
        {
            CountBadRpc();
            Render([], RpcReply.Failure(RpcError.TooBig(ErrorType.Transport, fault.Message)));
            try
            {
                await SendAsync();
            }
            catch (OperationCanceledException)
            {
                // The peer left or reads nothing: End() has the cause already.
            }
        }

        End(IsEstablished ? SessionEndReason.Other : SessionEndReason.BadHello, fault.Message);
    }

    private async Task FinishAsync()
    {
        var ending = _ending ?? new Ending(SessionEndReason.Dropped, "the peer closed the channel");
        _deadline = Deadline.None;
        await _timer.DisposeAsync();
        try
        {
            await _processor.SessionEndedAsync(this, ending.Reason);
        }
        catch (Exception e)
        {
            // The session is gone whatever happens; a fault here must not keep its number in the registry.
            Log.SessionFaulted(_logger, e, Id);
        }

        _registry.Remove(this, ending.Reason);
        _outbox?.Writer.TryComplete();
        if (ending.Reason is SessionEndReason.Timeout or SessionEndReason.Killed)
        {
            // A peer that only ended its input still reads: what was answered reaches it. One that is gone has lost the channel already.
            _channel.Abort(ending.Text);
        }

        await _channel.Pipe.Output.CompleteAsync();
        await _channel.Pipe.Input.CompleteAsync();
        _frames.Dispose();
        _outgoing.Dispose();
        if (ending.Reason is SessionEndReason.Closed or SessionEndReason.Dropped or SessionEndReason.Killed)
        {
            Log.SessionEnded(_logger, Id, Peer.User, ending.Text);
        }
        else
        {
            Log.SessionCut(_logger, Id, Peer.User, ending.Text);
        }

        _ended.TrySetResult();
    }

    private sealed record Ending(SessionEndReason Reason, string Text);
}
