using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.UnitTests.Netconf.Fakes;

/// <summary>A processor of a few made-up operations, to test sessions without data: <c>ok</c>, <c>fail</c>, <c>throw</c>, <c>big</c>, <c>wait</c>, <c>close-session</c>.</summary>
internal sealed class ScriptedProcessor : IRpcProcessor
{
    public ImmutableArray<string> Capabilities { get; init; } = ["urn:ietf:params:netconf:base:1.0", "urn:ietf:params:netconf:base:1.1", "urn:x?a=1&b=2"];

    public List<string> Seen { get; } = [];

    public List<(uint Id, SessionEndReason Reason)> Ended { get; } = [];

    public int BigBytes { get; init; } = 1_000_000;

    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask<RpcReply> ExecuteAsync(NetconfSession session, RpcRequest request, CancellationToken cancellationToken)
    {
        Seen.Add(request.Name);
        if (request.ReadToEnd() is { } error)
        {
            return RpcReply.Failure(error);
        }

        switch (request.Name)
        {
            case "fail":
                return RpcReply.Failure(RpcError.OperationFailed(ErrorType.Application, "no"));
            case "throw":
                throw new InvalidOperationException("a bug");
            case "throw-late":
                return new RpcReply.Content(static _ => throw new InvalidOperationException("a bug"));
            case "big":
                return new RpcReply.Content(output => output.Write(Encoding.ASCII.GetBytes("<data>" + new string('x', BigBytes) + "</data>")));
            case "wait":
                Waiting.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return RpcReply.Success;
            case "subscribe":
                session.OpenOutbox();
                return RpcReply.Success;
            case "close-session":
                session.CloseAfterReply();
                return RpcReply.Success;
            default:
                return RpcReply.Success;
        }
    }

    public void SessionStarted(NetconfSession session) => Seen.Add("started");

    public ValueTask SessionEndedAsync(NetconfSession session, SessionEndReason reason)
    {
        Ended.Add((session.Id, reason));
        return ValueTask.CompletedTask;
    }
}
