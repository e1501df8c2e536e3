using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations;

/// <summary>copy-config (RFC 6241 §7.3): the target is replaced as a whole.</summary>
internal sealed class CopyConfigOperation() : Operation("copy-config")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        DatastoreParameter? target = null;
        DatastoreParameter? source = null;
        DataTree? inline = null;
        var (hasTarget, hasSource) = (false, false);
        while (parameters.Next())
        {
            switch (parameters.Name)
            {
                case "target" when parameters.IsOwn:
                    hasTarget = true;
                    target = DatastoreParameter.Read(parameters);
                    break;
                case "source" when parameters.IsOwn:
                    hasSource = true;
                    source = DatastoreParameter.Read(parameters, reader => inline = InlineConfig.Read(reader, context.Server.Schema, errors));
                    break;
                case "with-defaults" when parameters.Reader.NamespaceURI == NetconfNames.WithDefaults:
                    // RFC 6243 §4.5.3: it shapes what is written to a URL; a copy between datastores keeps what was set.
                    WithDefaultsParameter.Read(parameters);
                    break;
                default:
                    parameters.Unknown();
                    break;
            }
        }

        if (!hasTarget)
        {
            parameters.Missing("target");
        }

        if (!hasSource)
        {
            parameters.Missing("source");
        }

        if (target is not { } to || source is not { } from || !Check(context, to, from, parameters) || (from.IsInline && inline is null))
        {
            return null;
        }

        context.Audit = $"{from} to {to}";
        var store = to.Store!.Value; // Check admits datastores only
        return async cancellationToken =>
        {
            var stores = context.Server.Stores.Current;
            var content = inline ?? (from.Store == DatastoreName.Running ? stores.Running : stores.Candidate);
            return Reply(await context.Server.Coordinator.CopyAsync(context.Origin, store, content, cancellationToken));
        };
    }

    private static bool Check(OperationContext context, DatastoreParameter to, DatastoreParameter from, ParameterReader parameters)
    {
        if (to == from && !to.IsInline)
        {
            // RFC 6241 §7.3: source and target must not be the same.
            parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"copy-config: source and target are both {to}"), "source");
            return false;
        }

        foreach (var (parameter, name) in new[] { (to, "target"), (from, "source") })
        {
            if (parameter.Url is not null)
            {
                parameters.Report(RpcError.OperationNotSupported(ErrorType.Protocol, "copy-config: this server has no :url capability"), name);
                return false;
            }

            if (parameter.Store == DatastoreName.Startup)
            {
                parameters.Report(
                    RpcError.OperationNotSupported(ErrorType.Protocol, "copy-config: this server has no startup datastore; a commit to running is kept across restarts"), name);
                return false;
            }
        }

        if (to.Store == DatastoreName.Running && !context.Server.Options.WritableRunning)
        {
            parameters.Report(RpcError.OperationNotSupported(ErrorType.Protocol, "copy-config: running is not written directly here; use target candidate, then commit"), "target");
            return false;
        }

        return true;
    }
}
