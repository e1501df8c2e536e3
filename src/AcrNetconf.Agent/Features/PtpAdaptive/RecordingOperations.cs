using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>The rpcs start-recording and stop-recording.</summary>
internal static class RecordingOperations
{
    public static IEnumerable<IRpcHandler> All(SchemaContext schema, PtpAdaptiveModel model, ClientController client, RecordingDesk desk)
    {
        yield return new Start(schema, schema.FindRpc(model.Module.Namespace, "start-recording")!, client, desk); // declared by the module
        yield return new Stop(schema, schema.FindRpc(model.Module.Namespace, "stop-recording")!, desk);
    }

    private static RpcOutcome Failed(OperationSchema operation, string problem)
        => RpcOutcome.Failed(new Violation("operation-failed", null, null, $"{operation.Name}: {problem}"));

    private sealed class Start(SchemaContext schema, OperationSchema operation, ClientController client, RecordingDesk desk) : IRpcHandler
    {
        private readonly LeafReader _serverId = LeafReader.Resolve(operation.Input, "server-id");
        private readonly LeafReader _duration = LeafReader.Resolve(operation.Input, "duration");
        private readonly LeafReader _maximumSize = LeafReader.Resolve(operation.Input, "maximum-size");

        public OperationSchema Operation => operation;

        public async ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
        {
            if (client.Driver is not { } driver)
            {
                return Failed(operation, "no client is running; enable, device-type client and unicast-negotiate/enable start one");
            }

            var slave = driver.Status.Slave;
            if (((byte?)_serverId.Value(input)?.Number ?? slave.TraceSource) is not { } id)
            {
                return Failed(operation, "no server is traced; name one by server-id");
            }

            if (slave.Servers.FirstOrDefault(s => s.Id == id) is not { } server)
            {
                return Failed(operation, $"server {id} is not configured");
            }

            var limits = new RecordingLimits(TimeSpan.FromSeconds(_duration.Number(input)), _maximumSize.Number(input) << 20);
            return await desk.StartAsync(driver, new ServerSettings { Id = id, Address = server.Address }, limits) is { } problem
                ? Failed(operation, problem)
                : RpcOutcome.With(new TreeBuilder(schema, operation.Output).Leaf("file", desk.Status!.File).Build()); // just started
        }
    }

    private sealed class Stop(SchemaContext schema, OperationSchema operation, RecordingDesk desk) : IRpcHandler
    {
        public OperationSchema Operation => operation;

        public async ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
        {
            if (await desk.StopAsync() is { } problem)
            {
                return Failed(operation, problem);
            }

            var status = desk.Status!; // just stopped
            return RpcOutcome.With(new TreeBuilder(schema, operation.Output)
                .Leaf("file", status.File).Leaf("samples", status.Samples).Leaf("dropped", status.Dropped).Build());
        }
    }
}
