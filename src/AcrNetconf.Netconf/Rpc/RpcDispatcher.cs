using System.Collections.Immutable;
using System.Net;
using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Finds the operation of a request, asks whether the user may call it, and runs it once the whole message has proved sound.</summary>
internal sealed class RpcDispatcher : IRpcProcessor
{
    private readonly ServerContext _server;
    private readonly ISessionObserver _observer;
    private readonly Dictionary<(string Namespace, string Name), Operation> _operations;

    public RpcDispatcher(ServerContext server, IEnumerable<Operation> operations, ISessionObserver observer)
    {
        _server = server;
        _observer = observer;
        _operations = operations.ToDictionary(o => (o.Namespace, o.Name));
    }

    public ImmutableArray<string> Capabilities => _server.Capabilities.All;

    public async ValueTask<RpcReply> ExecuteAsync(NetconfSession session, RpcRequest request, CancellationToken cancellationToken)
    {
        var started = _server.Time.GetTimestamp();
        var origin = Origin(session) with { Trace = TraceOf(request) };
        var context = new OperationContext(session, origin, _server);
        var reply = await ExecuteAsync(context, request, cancellationToken);
        if (context.Audit is { } about)
        {
            var outcome = reply is RpcReply.Failed { Errors: [var first, ..] } ? first.ToString() : "ok";
            var trace = origin.Trace is null ? "" : $" traceparent {origin.Trace.Parent}";
            var what = $"{request.Name} {about}".TrimEnd();
            Log.Audit(_server.Logger, origin, what, outcome, _server.Time.GetElapsedTime(started).TotalMilliseconds, trace);
        }

        return reply;
    }

    public void SessionStarted(NetconfSession session) => _observer.SessionStarted(session);

    public async ValueTask SessionEndedAsync(NetconfSession session, SessionEndReason reason)
    {
        await _server.Coordinator.SessionEndedAsync(Origin(session));
        _observer.SessionEnded(session, reason);
    }

    /// <summary>A session as the datastores know it.</summary>
    internal static RequestOrigin Origin(NetconfSession session)
        => new(session.Id, session.Peer.User, NetconfState.Address(session.Peer.Remote), session.Peer.IsRecovery)
        {
            Entrance = session.Peer.Local as IPEndPoint,
            HasPrivateCandidate = session.HasPrivateCandidate,
            Transport = session.Peer.Transport,
            CalledClient = session.Peer.CalledClient,
            Certificates = session.Peer.Certificates,
        };

    /// <summary>draft-ietf-netconf-trace-ctx-extension §2: attributes of the rpc, which go back with the reply like all others.</summary>
    private static TraceContext? TraceOf(RpcRequest request) => TraceContext.Read(Trace(request, "traceparent"), Trace(request, "tracestate"));

    private static string? Trace(RpcRequest request, string name)
        => request.Attributes.FirstOrDefault(a => a.Namespace == NetconfNames.TraceContext && a.Name == name).Value;

    private async ValueTask<RpcReply> ExecuteAsync(OperationContext context, RpcRequest request, CancellationToken cancellationToken)
    {
        var operation = Find(request);
        if (operation is null)
        {
            return request.ReadToEnd() is { } extra
                ? RpcReply.Failure(extra)
                : RpcReply.Failure(RpcError.OperationNotSupported(
                    ErrorType.Protocol, $"This server has no operation {request.Name} in namespace '{request.Namespace}'"));
        }

        if (!_server.Access.MayExecute(context.Origin, operation.Module, operation.Name))
        {
            return request.ReadToEnd() is { } extra
                ? RpcReply.Failure(extra)
                : RpcReply.Failure(RpcError.AccessDenied(ErrorType.Protocol, $"User {context.Origin.User} may not call {operation.Name}"));
        }

        var errors = new List<RpcError>();
        var prepared = operation.Prepare(context, request.Body, errors);
        if (request.ReadToEnd() is { } error)
        {
            errors.Insert(0, error);
        }

        if (errors.Count > 0)
        {
            return RpcReply.Failure([.. errors]);
        }

        return prepared is null
            ? throw new InvalidOperationException($"{operation.Name} prepared nothing and reported nothing.")
            : await prepared(cancellationToken);
    }

    private Operation? Find(RpcRequest request)
    {
        if (_operations.TryGetValue((request.Namespace, request.Name), out var known))
        {
            return known;
        }

        return _server.Schema.FindRpc(request.Namespace, request.Name) is { } rpc && _server.Features.FindHandler(rpc) is { } handler
            ? new ModelOperation(handler)
            : null;
    }
}
