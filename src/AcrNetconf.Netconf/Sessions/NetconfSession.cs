using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Netconf.Framing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>One NETCONF session: hellos, then one request after the other, each answered before the next is read.</summary>
/// <remarks>
/// <code>
///   peer ──▶ pipe ──▶ SessionReceiver ──▶ RpcReader ──▶ IRpcProcessor ──▶ SessionSender ──▶ pipe ──▶ peer
///                           ▲                                                  ▲
///   notifications ──▶ NotificationOutbox ──────────────────────────────────────┘  between replies
/// </code>
/// One task does all of it, so replies keep the order of requests and nothing here needs a lock. Others may only <see cref="Kill"/> it,
/// post notifications, and read its counters. The first cause of its end wins and is the one reported.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The session's own task disposes of them when it ends.")]
public sealed class NetconfSession
{
    private readonly INetconfChannel _channel;
    private readonly IRpcProcessor _processor;
    private readonly SessionRequests _requests;
    private readonly SessionRegistry _registry;
    private readonly SessionLimits _limits;
    private readonly ILogger _logger;
    private readonly SessionDeadlines _deadlines;
    private readonly NotificationOutbox _outbox;
    private readonly SessionReceiver _receiver;
    private readonly SessionSender _sender;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SessionEnding? _ending;
    private int _subscriptions;

    internal NetconfSession(
        uint id, INetconfChannel channel, IRpcProcessor processor, SessionRegistry registry, SessionLimits limits, TimeProvider time, ILogger logger)
    {
        Id = id;
        Peer = channel.Peer;
        StartedAt = time.GetUtcNow();
        _channel = channel;
        _processor = processor;
        _requests = new SessionRequests(processor, registry.Totals, limits.MaxDepth, logger);
        _registry = registry;
        _limits = limits;
        _logger = logger;
        _deadlines = new SessionDeadlines(limits, time, text => End(SessionEndReason.Timeout, text));
        _outbox = new NotificationOutbox(limits.MaxQueuedNotifications, time, () => Log.NotificationsLost(logger, id, channel.Peer.User, limits.MaxQueuedNotifications));
        _receiver = new SessionReceiver(channel.Pipe.Input, limits.MaxHelloBytes, _outbox, SendNotificationsAsync);
        _sender = new SessionSender(channel.Pipe.Output, _deadlines);
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

    /// <summary>True when candidate is the session's own one: both sides said so.</summary>
    internal bool HasPrivateCandidate { get; private set; }

    /// <summary>True while the session takes notifications.</summary>
    public bool HasSubscription => Volatile.Read(ref _subscriptions) > 0;

    /// <summary>Notifications dropped because the peer did not read them in time.</summary>
    public long LostNotifications => _outbox.Lost;

    /// <summary>Completes when the session is over and holds nothing any more.</summary>
    public Task Completion => _ended.Task;

    /// <summary>Locks refused since the last one granted. For the operations of this session, which run one at a time.</summary>
    internal int LockRefusals { get; set; }

    /// <summary>The session that killed this one, if one did.</summary>
    public uint? KilledBy { get; private set; }

    private bool IsEnding => Volatile.Read(ref _ending) is not null;

    /// <summary>Ends the session on behalf of another (RFC 6241 §7.9).</summary>
    internal void Kill(uint by)
    {
        KilledBy = by;
        End(SessionEndReason.Killed, $"killed by session {by}");
    }

    /// <summary>New limits: what the session waits for may take as long as they say. Its sizes stay.</summary>
    internal void Change(SessionLimits limits) => _deadlines.Change(limits);

    /// <summary>Ends the session because the server stops.</summary>
    internal void Stop() => End(SessionEndReason.Other, "the server stops");

    /// <summary>Called by close-session: everything held is given back, the reply in hand is still sent, later requests are not read.</summary>
    internal void CloseAfterReply() => Interlocked.CompareExchange(ref _ending, new SessionEnding(SessionEndReason.Closed, "closed by the client"), null);

    /// <summary>Makes the outbox, so that others than this session's own requests may open it later. On the session's task only.</summary>
    internal void PrepareOutbox() => _outbox.Open();

    /// <summary>Opens the outbox for a subscription; from now on notifications may be posted.</summary>
    internal void OpenOutbox()
    {
        _outbox.Open();
        Interlocked.Increment(ref _subscriptions);
        _deadlines.Relax();
    }

    /// <summary>A subscription is over.</summary>
    internal void CloseOutbox() => Interlocked.Decrement(ref _subscriptions);

    /// <inheritdoc cref="NotificationOutbox.Post"/>
    internal bool Post(in OutboxItem notification) => _outbox.Post(notification);

    /// <inheritdoc cref="NotificationOutbox.Backlog"/>
    internal (int Waiting, int Capacity) Backlog => _outbox.Backlog;

    /// <inheritdoc cref="NotificationOutbox.CountLoss"/>
    internal void CountLost(long count) => _outbox.CountLoss(count);

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
        _sender.Render(new HelloMessage(_processor.Capabilities, Id));
        if (!await SendAsync())
        {
            return false;
        }

        _deadlines.Arm(SessionWait.Hello);
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

        HasPrivateCandidate = hello.Capabilities.Contains(NetconfNames.PrivateCandidateCapability)
            && _processor.Capabilities.Contains(NetconfNames.PrivateCandidateCapability);

        // RFC 6242 §4.1: chunks from the next message on, in both directions.
        _receiver.Mode = _sender.Mode = IsBase11 ? FramingMode.Chunked : FramingMode.EndOfMessage;
        _receiver.MaxMessageBytes = _limits.MaxMessageBytes;
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
            _deadlines.Arm(HasSubscription ? SessionWait.None : SessionWait.Request);
            if (await NextMessageAsync() is not { } message)
            {
                return;
            }

            _deadlines.Arm(SessionWait.None);
            await AnswerAsync(message);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> NextMessageAsync()
    {
        var message = await _receiver.NextAsync(_stop.Token);
        if (message is null)
        {
            End(SessionEndReason.Dropped, _receiver.IsBetweenMessages ? "the peer closed the channel" : "the peer closed the channel inside a message");
        }

        return message;
    }

    private async Task AnswerAsync(ReadOnlyMemory<byte> message)
    {
        var (attributes, reply) = await _requests.ExecuteAsync(this, message, _stop.Token);
        if (!IsBase11 && reply is RpcReply.Failed { Errors: [{ Tag: "malformed-message" } fault, ..] })
        {
            // RFC 6241 Appendix A: this tag must not go to a base:1.0 peer, and no older tag says it.
            End(SessionEndReason.Other, fault.Message);
            return;
        }

        Render(attributes, reply);
        await SendAsync();
    }

    private void Render(ImmutableArray<RpcAttribute> attributes, RpcReply reply)
    {
        try
        {
            _sender.Render(attributes, reply);
        }
        catch (Exception e)
        {
            // Nothing of the half-written reply leaves; the session goes on with the next request.
            _sender.Discard();
            _sender.Render(attributes, _requests.Faulted(this, e, "reply"));
        }
    }

    // ---- sending

    private async ValueTask<bool> SendNotificationsAsync()
    {
        while (_outbox.TryTake(out var document, out var lost))
        {
            if (lost > 0)
            {
                Log.LossReported(_logger, Id, Peer.User, lost);
            }

            _sender.Render(document);
            Counters.CountNotification();
            _registry.Totals.CountNotification();
            if (!await SendAsync())
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<bool> SendAsync()
    {
        var sent = await _sender.SendAsync(_stop.Token);
        if (!sent)
        {
            End(SessionEndReason.Dropped, "the peer closed the channel");
        }

        return sent;
    }

    // ---- the end

    private void End(SessionEndReason reason, string text)
    {
        // The first cause is kept; a later one, such as a close-session reply nobody reads, still has to wake the task.
        Interlocked.CompareExchange(ref _ending, new SessionEnding(reason, text), null);
        _stop.Cancel();
    }

    private async Task EndWithFramingFaultAsync(FramingException fault)
    {
        if (fault.IsTooBig && IsEstablished && !IsEnding)
        {
            _requests.CountBad(this);
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
        var ending = _ending ?? new SessionEnding(SessionEndReason.Dropped, "the peer closed the channel");
        await _deadlines.DisposeAsync();
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
        _outbox.Close();
        if (ending.Reason is SessionEndReason.Timeout or SessionEndReason.Killed)
        {
            // A peer that only ended its input still reads: what was answered reaches it. One that is gone has lost the channel already.
            _channel.Abort(ending.Text);
        }

        await _channel.Pipe.Output.CompleteAsync();
        await _channel.Pipe.Input.CompleteAsync();
        _receiver.Dispose();
        _sender.Dispose();
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
}
