using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Netconf.Rpc;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>From a message to its reply: reads the envelope, has the request carried out, counts, and answers what fails.</summary>
/// <param name="processor">Carries requests out.</param>
/// <param name="totals">Counters of the server.</param>
/// <param name="maxDepth">Deepest element nesting accepted.</param>
/// <param name="logger">Told of faults of ours.</param>
internal sealed class SessionRequests(IRpcProcessor processor, SessionCounters totals, int maxDepth, ILogger logger)
{
    /// <summary>The reply, and the attributes of the rpc it has to return as far as they could be read.</summary>
    public async ValueTask<(ImmutableArray<RpcAttribute> Attributes, RpcReply Reply)> ExecuteAsync(
        NetconfSession session, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        RpcReply reply;
        if (RpcReader.TryRead(message, maxDepth, out var attributes, out var request, out var error))
        {
            using (request)
            {
                reply = await ExecuteAsync(session, request, cancellationToken);
            }
        }
        else
        {
            CountBad(session);
            reply = RpcReply.Failure(error);
        }

        if (reply is RpcReply.Failed)
        {
            session.Counters.CountErrorReply();
            totals.CountErrorReply();
        }

        return (attributes, reply);
    }

    public RpcReply.Failed Faulted(NetconfSession session, Exception e, string operation)
    {
        Log.OperationFaulted(logger, e, operation, session.Id);
        return new RpcReply.Failed([RpcError.OperationFailed(ErrorType.Application, $"{operation}: the server failed to carry this out; its log says why")]);
    }

    public void CountBad(NetconfSession session)
    {
        session.Counters.CountBadRpc();
        totals.CountBadRpc();
    }

    private async ValueTask<RpcReply> ExecuteAsync(NetconfSession session, RpcRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await processor.ExecuteAsync(session, request, cancellationToken);
            session.Counters.CountRpc();
            totals.CountRpc();
            return reply;
        }
        catch (XmlException e)
        {
            CountBad(session);
            return RpcReply.Failure(RpcReader.Malformed(e));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Faulted(session, e, request.Name);
        }
    }
}
