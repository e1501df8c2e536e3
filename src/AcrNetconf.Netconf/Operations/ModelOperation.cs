using System.Xml;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>An rpc that a module defines and a feature implements (RFC 7950 §7.14).</summary>
internal sealed class ModelOperation(IRpcHandler handler)
    : Operation(handler.Operation.Name, handler.Operation.Module.Name, handler.Operation.Module.Namespace)
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var read = XmlDataReader.ReadInput(body, context.Server.Schema, handler.Operation);
        errors.AddRange(RpcError.From(read.Violations));
        if (!read.IsValid)
        {
            return null;
        }

        errors.AddRange(RpcError.From(Validator.ValidateOperation((OperationNode)read.Node, context.Server.Stores.Running)));
        return cancellationToken => InvokeAsync(context, handler, null, read.Node, cancellationToken);
    }

    /// <summary>Calls a handler and turns its outcome into a reply.</summary>
    internal static async ValueTask<RpcReply> InvokeAsync(
        OperationContext context, IRpcHandler handler, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        context.Audit = handler.IsReading ? null : target?.ToString() ?? "";
        var outcome = await handler.InvokeAsync(context.Origin, target, input, cancellationToken);
        if (!outcome.Errors.IsEmpty)
        {
            return RpcReply.Failure(RpcError.From(outcome.Errors));
        }

        var schema = context.Server.Schema;
        return outcome.Output is { IsEmpty: false } output
            ? new RpcReply.Content(buffer => XmlDataWriter.WriteContent(buffer, schema, output, null, NetconfNames.Base))
            : RpcReply.Success;
    }
}
