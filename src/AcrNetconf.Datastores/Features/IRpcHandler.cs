using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Features;

/// <summary>Implements one rpc or action of a module (RFC 7950 §7.14, §7.15).</summary>
public interface IRpcHandler
{
    OperationSchema Operation { get; }

    /// <summary>True when it changes nothing, which keeps it out of the audit.</summary>
    bool IsReading => false;

    /// <summary>Runs the operation on valid input.</summary>
    /// <param name="origin">Who asks.</param>
    /// <param name="target">The node an action is invoked on; null for an rpc.</param>
    /// <param name="input">Input parameters, validated.</param>
    /// <param name="cancellationToken">Cancelled when the session is lost.</param>
    ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken);
}
