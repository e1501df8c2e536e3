using System.Collections.Immutable;
using System.IO.Pipelines;
using AcrNetconf.Netconf.Framing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>Renders messages and hands them to the transport, one at a time; times how long the peer takes to read.</summary>
/// <remarks>Used by the session's task only.</remarks>
internal sealed class SessionSender(PipeWriter output, SessionDeadlines deadlines) : IDisposable
{
    private readonly MessageBuffer _message = new();
    private readonly FrameWriter _writer = new(output, () => deadlines.Arm(SessionWait.Reader));

    public FramingMode Mode
    {
        get => _writer.Mode;
        set => _writer.Mode = value;
    }

    public void Render(HelloMessage hello) => hello.Write(_message);

    public void Render(in OutboxItem notification)
    {
        _message.Append(notification.Head.Span);
        _message.Append(notification.Body.Span);
        _message.Append(notification.Tail.Span);
    }

    public void Render(ImmutableArray<RpcAttribute> attributes, RpcReply reply) => RpcReplyWriter.Write(_message, attributes, reply);

    /// <summary>Forgets what was rendered, e.g. the half of a reply whose writing failed.</summary>
    public void Discard() => _message.Clear();

    /// <summary>Sends what was rendered.</summary>
    /// <returns>False when the transport takes no more bytes.</returns>
    public async ValueTask<bool> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _writer.WriteAsync(_message.Memory, cancellationToken);
        }
        finally
        {
            _message.Clear();
            deadlines.Arm(SessionWait.None);
        }
    }

    public void Dispose() => _message.Dispose();
}
