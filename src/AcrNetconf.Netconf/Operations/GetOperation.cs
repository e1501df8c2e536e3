using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.TransactionIds;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;

namespace AcrNetconf.Netconf.Operations;

/// <summary>get and get-config (RFC 6241 §7.1, §7.7).</summary>
internal sealed class GetOperation(bool isConfig) : Operation(isConfig ? "get-config" : "get")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var known = TransactionId.Read(name => body.GetAttribute(name, TransactionId.Namespace));
        var parameters = new ParameterReader(body, errors);
        DataFilter? filter = DataFilter.Everything;
        DatastoreParameter? source = null;
        var hasSource = false;
        var mode = WithDefaultsParameter.BasicMode;
        while (parameters.Next("type", "select"))
        {
            switch (parameters.Name)
            {
                case "source" when isConfig && parameters.IsOwn:
                    hasSource = true;
                    source = DatastoreParameter.Read(parameters);
                    break;
                case "filter" when parameters.IsBaseOrNone:
                    known = TransactionId.Read(name => parameters.Reader.GetAttribute(name, TransactionId.Namespace)) ?? known;
                    filter = FilterParameter.Read(parameters)?.Compile(context.Server.Schema, parameters);
                    break;
                case "with-defaults" when WithDefaultsParameter.IsOn(parameters, context.Server.Schema):
                    mode = WithDefaultsParameter.Read(parameters);
                    break;
                default:
                    parameters.Unknown();
                    break;
            }
        }

        if (isConfig && !hasSource)
        {
            parameters.Missing("source");
        }

        if (isConfig && source is { } from && (from.Store is not { } name || context.Server.Stores.Current.Find(name) is null))
        {
            parameters.Report(DatastoreParameter.NotServed("get-config", from), "source");
        }

        return filter is null ? null : async cancellationToken => Read(context, await context.SeeAsync(source?.Store, cancellationToken), source?.Store, filter, mode, known);
    }

    private static RpcReply Read(
        OperationContext context, DatastoreSnapshot stores, DatastoreName? store, DataFilter filter, WithDefaultsMode mode, TransactionId? known)
    {
        var server = context.Server;
        var tree = store is { } name ? stores.Find(name)! : server.State.Read(stores, filter); // Prepare has looked
        return DataReply.Create(context, tree, new DataQuery(filter, mode, ConfigOnly: store is not null), NetconfNames.Base, Ids(stores, store, filter, known));
    }

    private static TransactionIdWriter? Ids(DatastoreSnapshot stores, DatastoreName? store, DataFilter filter, TransactionId? known)
    {
        var set = (filter as SubtreeFilter)?.Set;
        if (!TransactionIdWriter.IsWanted(known, set))
        {
            return null;
        }

        var change = store is { } name && stores.Find(name) is { } tree && !ReferenceEquals(tree, stores.Running) ? DataDiff.Between(stores.Running, tree) : null;
        return new TransactionIdWriter(stores.Versions, known, set, change, mayPrune: store is not null);
    }
}
