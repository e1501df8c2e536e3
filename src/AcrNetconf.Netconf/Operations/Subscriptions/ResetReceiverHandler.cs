using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Operations.Subscriptions;

/// <summary>The action reset of a receiver (RFC 8639 §2.5.5): a configured subscription begins anew for it.</summary>
internal sealed class ResetReceiverHandler(SubscriptionServices services, ConfiguredSubscriptions configured, OperationSchema operation) : IRpcHandler
{
    public OperationSchema Operation => operation;

    public async ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        // .../subscription[id]/receivers/receiver[name]; there is such a node, or this was not called.
        var keys = target!.Steps.Where(s => !s.Key.IsEmpty).Select(s => s.Key[0]).ToArray();
        await configured.ResetAsync((uint)keys[0].Number, keys[1].ToString());
        return RpcOutcome.With(new TreeBuilder(services.Schema, operation.Output).Leaf("time", DateAndTime.Milliseconds(services.Time.GetUtcNow())).Build());
    }
}
