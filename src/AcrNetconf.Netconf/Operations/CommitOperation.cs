using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Operations.Commits;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.TransactionIds;

namespace AcrNetconf.Netconf.Operations;

/// <summary>commit and confirmed commit (RFC 6241 §8.3.4.1, §8.4.5.1).</summary>
internal sealed class CommitOperation() : Operation("commit")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var request = new CommitRequest();
        var ids = new TransactionIdParameters();
        var isConfirmedServed = context.Server.Schema.Serves(ProtocolFeatures.ConfirmedCommit);
        var parameters = new ParameterReader(body, errors);
        while (parameters.Next())
        {
            if (TransactionIdParameters.IsOn(parameters))
            {
                ids.Read(parameters);
                continue;
            }

            request = parameters switch
            {
                { Name: "confirmed", IsOwn: true } when isConfirmedServed => request with { Confirmed = parameters.ReadPresence() },
                { Name: "confirm-timeout", IsOwn: true } when isConfirmedServed => request with { TimeoutSeconds = parameters.ReadPositive("a whole number of seconds") ?? 0 },
                { Name: "persist", IsOwn: true } when isConfirmedServed => request with { Persist = parameters.ReadText() },
                { Name: "persist-id", IsOwn: true } when isConfirmedServed => request with { PersistId = parameters.ReadText() },
                _ => CommitExtras.TryRead(parameters, request, context.Server.Schema) ?? Skip(parameters, request),
            };
        }

        CommitExtras.Check(parameters, request);
        context.Audit = request.Confirmed ? $"candidate to running, confirmed within {request.TimeoutSeconds} s" : "candidate to running";
        return async cancellationToken =>
        {
            var reply = Reply(await context.Server.Coordinator.CommitAsync(context.Origin, request, cancellationToken));
            return ids.Complete(reply, context.Server.Stores.Current, DatastoreName.Running);
        };
    }

    private static CommitRequest Skip(ParameterReader parameters, CommitRequest request)
    {
        parameters.Unknown();
        return request;
    }
}
