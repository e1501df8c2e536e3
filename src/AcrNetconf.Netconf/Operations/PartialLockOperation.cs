using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Operations;

/// <summary>partial-lock (RFC 5717 §2.4.1): locks nodes of running with everything below them.</summary>
/// <remarks>Nodes are selected from what the user may read, once, when the lock is granted; what is created below them later is locked too.</remarks>
internal sealed class PartialLockOperation() : Operation("partial-lock", "ietf-netconf-partial-lock", NetconfNames.PartialLock)
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors) { Repeatable = "select" };
        var selections = ImmutableArray.CreateBuilder<LockSelection>();
        while (parameters.Next())
        {
            if (parameters is { Name: "select", IsOwn: true })
            {
                var prefixes = FilterParameter.Scope(parameters.Reader);
                if (LockSelection.Compile(parameters.ReadText(), prefixes, context.Server.Schema, parameters) is { } selection)
                {
                    selections.Add(selection);
                }
            }
            else
            {
                parameters.Unknown();
            }
        }

        if (selections.Count == 0)
        {
            if (errors.Count == 0)
            {
                parameters.Missing("select");
            }

            return null;
        }

        context.Audit = $"running {string.Join(" ", selections.Select(s => s.Text))}";
        return cancellationToken => LockAsync(context, selections.ToImmutable(), cancellationToken);
    }

    private static async ValueTask<RpcReply> LockAsync(OperationContext context, ImmutableArray<LockSelection> selections, CancellationToken cancellationToken)
    {
        while (true)
        {
            var running = context.Server.Stores.Running;
            var (nodes, error) = Select(context, running, selections);
            if (error is not null)
            {
                return RpcReply.Failure(error);
            }

            var (violations, granted) = await context.Server.Coordinator.PartialLockAsync(
                context.Origin, running, [.. selections.Select(s => s.Text)], nodes, cancellationToken);
            if (granted is not null || !violations.IsEmpty)
            {
                return granted is null ? Reply(violations) : Granted(context.Server.Schema, granted);
            }

            // Somebody changed running meanwhile.
        }
    }

    private static (ImmutableArray<InstancePath> Nodes, RpcError? Error) Select(OperationContext context, DataTree running, ImmutableArray<LockSelection> selections)
    {
        var readable = running.With(context.Server.Access.Readable(context.Origin, running.Root));
        var nodes = new List<InstancePath>();
        foreach (var selection in selections)
        {
            var result = selection.Evaluate(readable);
            if (result.Error is not null)
            {
                return ([], RpcError.InvalidValue(ErrorType.Protocol, $"partial-lock: {result.Error}") with { AppTag = "not-a-node-set" });
            }

            nodes.AddRange(result.Paths);
        }

        // A node below another is locked with it.
        ImmutableArray<InstancePath> outermost = [.. nodes.Where(n => !nodes.Exists(m => m.Depth < n.Depth && n.StartsWith(m))).Distinct()];
        return outermost.IsEmpty
            ? ([], RpcError.OperationFailed(ErrorType.Protocol, "partial-lock: select matches no node of running") with { AppTag = "no-matches" })
            : (outermost, null);
    }

    private static RpcReply.Content Granted(SchemaContext schema, PartialLock granted)
    {
        var output = new TreeBuilder(schema, schema.FindRpc(NetconfNames.PartialLock, "partial-lock")!.Output) // the module is served
            .Leaf("lock-id", granted.Id);
        foreach (var node in granted.Nodes)
        {
            output.Leaf("locked-node", node.ToString());
        }

        var reply = output.Build();
        return new RpcReply.Content(buffer => XmlDataWriter.WriteContent(buffer, schema, reply, null, NetconfNames.Base));
    }
}
