using System.Xml;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>An action on a data node (RFC 7950 §7.15.2).</summary>
/// <param name="own">Those the server itself implements.</param>
internal sealed class ActionOperation(IEnumerable<IRpcHandler> own) : Operation("action", "", NetconfNames.Yang)
{
    private readonly Dictionary<OperationSchema, IRpcHandler> _own = own.ToDictionary(h => h.Operation);

    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var server = context.Server;
        var read = XmlDataReader.ReadAction(body, server.Schema);
        errors.AddRange(RpcError.From(read.Violations));
        if (!read.IsValid || read is not { Schema: OperationSchema action, Parent: { } parent, Node: OperationNode input })
        {
            return null;
        }

        if (!server.Access.MayInvoke(context.Origin, parent, action))
        {
            errors.Add(RpcError.AccessDenied(ErrorType.Protocol, $"User {context.Origin.User} may not call {action.Name}") with { Path = ErrorPaths.From(parent) });
            return null;
        }

        if ((_own.GetValueOrDefault(action) ?? server.Features.FindHandler(action)) is not { } handler)
        {
            errors.Add(RpcError.OperationNotSupported(ErrorType.Protocol, $"Nothing implements the action {action.Name}") with { Path = ErrorPaths.From(parent) });
            return null;
        }

        var data = server.State.Read(server.Stores.Current, DataFilter.Everything);
        if (data.Find(parent) is null)
        {
            errors.Add(RpcError.DataMissing($"{parent}: there is no such node to call {action.Name} on") with { Path = ErrorPaths.From(parent) });
            return null;
        }

        errors.AddRange(RpcError.From(Validator.ValidateOperation(input, data, parent)));
        return cancellationToken => ModelOperation.InvokeAsync(context, handler, parent, input, cancellationToken);
    }
}
