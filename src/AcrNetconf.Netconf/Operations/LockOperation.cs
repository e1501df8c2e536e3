using System.Globalization;
using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>lock and unlock (RFC 6241 §7.5, §7.6).</summary>
internal sealed class LockOperation(bool isLock) : Operation(isLock ? "lock" : "unlock")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        DatastoreParameter? target = null;
        var given = false;
        while (parameters.Next())
        {
            if (parameters is { Name: "target", IsOwn: true })
            {
                given = true;
                target = DatastoreParameter.Read(parameters, nmda: context.Server.Schema);
            }
            else
            {
                parameters.Unknown();
            }
        }

        if (!given)
        {
            parameters.Missing("target");
        }

        if (target is not { Store: { } store })
        {
            if (target is not null)
            {
                parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"{Name}: a URL cannot be locked"), "target");
            }

            return null;
        }

        if (store == DatastoreName.Startup && !context.Server.Schema.Serves(ProtocolFeatures.Startup))
        {
            parameters.Report(DatastoreParameter.NotServed(Name, target.Value), "target");
            return null;
        }

        if (store is DatastoreName.Intended or DatastoreName.Operational)
        {
            parameters.Report(NmdaDatastore.NotSupported($"{Name}: {target} is not written by clients and has no lock"), "target");
            return null;
        }

        context.Audit = DatastoreParameter.Name(store);
        return isLock
            ? cancellationToken => LockAsync(context, store, cancellationToken)
            : async cancellationToken => Reply(await context.Server.Coordinator.UnlockAsync(context.Origin, store, cancellationToken));
    }

    /// <summary>A session that asks for a lock until it has it is in the audit when it begins to wait and when it has the lock, not each time between.</summary>
    private static async ValueTask<RpcReply> LockAsync(OperationContext context, DatastoreName store, CancellationToken cancellationToken)
    {
        var reply = Reply(await context.Server.Coordinator.LockAsync(context.Origin, store, cancellationToken));
        var refused = context.Session.LockRefusals;
        context.Session.LockRefusals = reply is RpcReply.Failed ? refused + 1 : 0;
        if (refused > 0)
        {
            context.Audit = reply is RpcReply.Failed ? null : string.Create(CultureInfo.InvariantCulture, $"{context.Audit} after {refused} refusals");
        }

        return reply;
    }
}
