using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>An rpc of the module that acts on the running client.</summary>
/// <param name="operation">The rpc.</param>
/// <param name="client">Where the running client is found.</param>
/// <param name="act">What to do with the server named in the input, or with all when it names none; the answer is null, or why it cannot be done.</param>
internal sealed class ClientOperation(OperationSchema operation, ClientController client, Func<TelecomSlaveDriver, byte?, bool, Task<string?>> act) : IRpcHandler
{
    private readonly LeafReader _serverId = LeafReader.Resolve(operation.Input, "server-id");
    private readonly LeafReader? _clear = operation.Input.DataChildren.Any(c => c.Name == "clear") ? LeafReader.Resolve(operation.Input, "clear") : null;

    /// <inheritdoc/>
    public OperationSchema Operation => operation;

    /// <summary>All operations of the module.</summary>
    public static IEnumerable<IRpcHandler> All(SchemaContext schema, PtpAdaptiveModel model, ClientController client)
    {
        ClientOperation Make(string name, Func<TelecomSlaveDriver, byte?, bool, Task<string?>> act)
            => new(schema.FindRpc(model.Module.Namespace, name)!, client, act); // declared by the module

        yield return Make("reset-statistics", (driver, server, _) => Done(driver.ResetStatisticsAsync(server)));
        yield return Make("renegotiate", (driver, server, _) => Done(driver.RenegotiateAsync(server)));
        yield return Make("lock-out", (driver, server, clear) => Done(clear ? driver.ClearLockoutAsync(server!.Value) : driver.LockoutAsync(server!.Value))); // mandatory
        yield return Make("clear-wait-to-restore", (driver, server, _) => Done(driver.ClearWaitToRestoreAsync(server)));
        yield return Make("manual-switch", async (driver, server, _) =>
        {
            if (server is not { } id)
            {
                return await Done(driver.ClearManualSwitchAsync());
            }

            return await driver.ManualSwitchAsync(id) ? null : $"server {id} does not qualify and cannot be switched to";
        });
    }

    /// <inheritdoc/>
    public async ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        if (client.Driver is not { } driver)
        {
            return Failed("no client is running; enable, device-type client and unicast-negotiate/enable start one");
        }

        var server = (byte?)_serverId.Value(input)?.Number;
        if (server is { } id && !driver.Status.Slave.Servers.Any(s => s.Id == id))
        {
            return Failed($"server {id} is not configured");
        }

        var problem = await act(driver, server, _clear?.IsTrue(input) ?? false);
        return problem is null ? RpcOutcome.Ok : Failed(problem);
    }

    private RpcOutcome Failed(string problem) => RpcOutcome.Failed(new Violation("operation-failed", null, null, $"{operation.Name}: {problem}"));

    private static async Task<string?> Done(Task task)
    {
        await task;
        return null;
    }
}
