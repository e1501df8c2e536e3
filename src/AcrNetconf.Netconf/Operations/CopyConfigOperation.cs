using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;

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
        var mode = WithDefaultsParameter.BasicMode;
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
                case "with-defaults" when WithDefaultsParameter.IsOn(parameters, context.Server.Schema):
                    // RFC 6243 §4.5.3: it shapes what is written to a URL; a copy between datastores keeps what was set.
                    mode = WithDefaultsParameter.Read(parameters);
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
        return cancellationToken => RunAsync(context, from, to, inline, mode, cancellationToken);
    }

    private static async ValueTask<RpcReply> RunAsync(
        OperationContext context, DatastoreParameter from, DatastoreParameter to, DataTree? inline, WithDefaultsMode mode, CancellationToken cancellationToken)
    {
        var stores = await context.SeeAsync(from.Store, cancellationToken);
        if (!TryGetContent(context, stores, from, to, inline, out var content, out var errors))
        {
            return RpcReply.Failure(errors);
        }

        if (to.Url is { } url)
        {
            return context.Server.Urls.Write(url, ConfigDocument.Write(content, content.Root, mode).Span) is { } error
                ? RpcReply.Failure(error)
                : RpcReply.Success;
        }

        var store = to.Store!.Value; // Check admits datastores and URLs only
        return Reply(await context.Server.Coordinator.CopyAsync(context.Origin, store, content, from.Store, cancellationToken));
    }

    private static bool TryGetContent(
        OperationContext context,
        DatastoreSnapshot stores,
        DatastoreParameter from,
        DatastoreParameter to,
        DataTree? inline,
        out DataTree content,
        out ImmutableArray<RpcError> errors)
    {
        errors = [];
        var server = context.Server;
        if (from.Url is { } url)
        {
            List<RpcError> found = [];
            content = server.Stores.Running;
            if (!server.Urls.TryRead(url, reader => InlineConfig.Read(reader, server.Schema, found), out var tree, out var error))
            {
                found.Insert(0, error);
            }

            errors = [.. found];
            content = tree ?? content;
            return tree is not null;
        }

        content = inline ?? stores.Find(from.Store!.Value)!; // inline, or a datastore Check has admitted
        if (inline is null && (from.Store, to.Store) is not (DatastoreName.Running, DatastoreName.Startup))
        {
            // RFC 8341 §3.2.6: what the user may not read of the source is not copied.
            content = content.With(server.Access.Readable(context.Origin, content.Root));
        }

        return true;
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
            if (parameter.Url is not null && !context.Server.Urls.IsServed)
            {
                parameters.Report(DatastoreParameter.NotServed("copy-config", parameter), name);
                return false;
            }

            if (parameter.Store == DatastoreName.Startup && !context.Server.Schema.Serves(ProtocolFeatures.Startup))
            {
                parameters.Report(
                    RpcError.UnknownElement(ErrorType.Protocol, "startup", "copy-config: this server has no startup datastore; a commit to running is kept across restarts"), name);
                return false;
            }
        }

        if (to.Store == DatastoreName.Running && !context.Server.Schema.Serves(ProtocolFeatures.WritableRunning))
        {
            parameters.Report(RpcError.UnknownElement(ErrorType.Protocol, "running", "copy-config: running is not written directly here; use target candidate, then commit"), "target");
            return false;
        }

        return true;
    }
}
