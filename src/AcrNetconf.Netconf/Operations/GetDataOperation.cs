using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Origins;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>get-data (RFC 8526 §3.1.1). The model says what is well formed: its types, choices, when-conditions and features are checked as data.</summary>
internal sealed class GetDataOperation(SchemaContext schema) : Operation("get-data", "ietf-netconf-nmda", NetconfNames.Nmda)
{
    private readonly OperationSchema _rpc = schema.FindRpc(NetconfNames.Nmda, "get-data")
        ?? throw new ArgumentException("the schema has no ietf-netconf-nmda", nameof(schema));

    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var read = XmlDataReader.ReadInput(body, schema, _rpc);
        if (!read.IsValid)
        {
            errors.AddRange(read.Violations.Select(ErrorOf));
            return null;
        }

        var input = (OperationNode)read.Node;
        var store = Store(input, errors);
        if (errors.Count == 0)
        {
            errors.AddRange(RpcError.From(Validator.ValidateOperation(input, context.Server.Stores.Running)));
        }

        var filter = errors.Count == 0 ? InputFilter.Compile(input, schema, Name, errors) : null;
        return store is { } from && filter is not null
            ? async cancellationToken => Read(context, await context.SeeAsync(from, cancellationToken), from, Query(input, from, filter), Wants(input, "with-origin"))
            : null;
    }

    private static RpcReply Read(OperationContext context, DatastoreSnapshot stores, DatastoreName from, DataQuery query, bool withOrigin)
    {
        if (from != DatastoreName.Operational)
        {
            return DataReply.Create(context, stores.Find(from)!, query, NetconfNames.Nmda); // Prepare has looked
        }

        if (!withOrigin && query.Origins is null)
        {
            return DataReply.Create(context, context.Server.State.Read(stores, query.Filter), query, NetconfNames.Nmda);
        }

        var tree = context.Server.State.ReadWithOrigins(stores, query.Filter, out var origins);
        return DataReply.Create(context, tree, query, NetconfNames.Nmda, withOrigin ? new OriginAnnotator(origins) : null, origins);
    }

    private DataQuery Query(OperationNode input, DatastoreName from, DataFilter filter)
    {
        var depth = input.ValueOf("max-depth");
        return new DataQuery(filter, Mode(input, from), ConfigOnly: from != DatastoreName.Operational)
        {
            Levels = depth is { Type.Base: YangBaseType.UInt16 } levels ? (int)levels.Number : DepthCut.Unbounded,
            IsConfig = input.ValueOf("config-filter") is { } isConfig ? isConfig.Number != 0 : null,
            Origins = Origins(input),
        };
    }

    /// <summary>RFC 8342 §5.3: operational has every value in use, hence defaults too, unless the client asks otherwise.</summary>
    private static WithDefaultsMode Mode(OperationNode input, DatastoreName from) => input.ValueOf("with-defaults")?.ToString() switch
    {
        "explicit" => WithDefaultsMode.Explicit,
        "trim" => WithDefaultsMode.Trim,
        "report-all" => WithDefaultsMode.ReportAll,
        "report-all-tagged" => WithDefaultsMode.ReportAllTagged,
        _ => from == DatastoreName.Operational ? WithDefaultsMode.ReportAll : WithDefaultsParameter.BasicMode,
    };

    private OriginFilter? Origins(OperationNode input)
    {
        var wanted = Identities(input, "origin-filter");
        var unwanted = Identities(input, "negated-origin-filter");
        return wanted.Length > 0 ? new OriginFilter(OriginNames.Matching(schema, wanted))
            : unwanted.Length > 0 ? new OriginFilter(Enum.GetValues<Datastores.Features.DataOrigin>().Except(OriginNames.Matching(schema, unwanted)).ToHashSet())
            : null;
    }

    private DatastoreName? Store(OperationNode input, List<RpcError> errors)
    {
        if (input.ValueOf("datastore")?.Object is not YangIdentity identity)
        {
            return null;
        }

        if (NmdaDatastore.Find(schema, identity) is not { } store)
        {
            errors.Add(NmdaDatastore.NotSupported($"get-data: {identity} is no datastore of this server"));
            return null;
        }

        if (Wants(input, "with-origin") && store != DatastoreName.Operational)
        {
            errors.Add(RpcError.InvalidValue(ErrorType.Protocol, $"get-data: with-origin is for operational, {identity.Name} has no origins"));
        }

        return store;
    }

    // RFC 8526 §4: the tag for with-defaults where it is not supported is this, although the element is unknown then.
    private RpcError ErrorOf(Violation violation)
        => _rpc.Input.FindDataChild(NetconfNames.Nmda, "with-defaults") is null
            && violation.ErrorTag is "unknown-element" or "unknown-namespace" && violation.Info.Any(i => i is { Name: "bad-element", Value: "with-defaults" })
            ? RpcError.InvalidValue(ErrorType.Protocol, "get-data: this server has no :with-defaults capability")
            : RpcError.From(violation);

    private static YangIdentity[] Identities(OperationNode input, string name)
        => input.Find(name) is LeafListNode values ? [.. values.Values.Select(v => v.Object).OfType<YangIdentity>()] : [];

    private static bool Wants(OperationNode input, string name) => input.Find(name) is not null;
}
