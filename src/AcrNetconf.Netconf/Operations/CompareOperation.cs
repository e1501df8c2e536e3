using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Comparison;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>compare (RFC 9144): what it takes to make one datastore into another, as edits of a YANG patch (RFC 8072).</summary>
/// <remarks>Defaults nobody set are no difference: operational has them in use, and so has every other datastore as far as it can.</remarks>
internal sealed class CompareOperation(SchemaContext schema) : Operation("compare", "ietf-nmda-compare", NetconfNames.Compare)
{
    private readonly OperationSchema _rpc = schema.FindRpc(NetconfNames.Compare, "compare")
        ?? throw new ArgumentException("the schema has no ietf-nmda-compare", nameof(schema));

    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var read = XmlDataReader.ReadInput(body, schema, _rpc);
        errors.AddRange(RpcError.From(read.Violations));
        if (!read.IsValid)
        {
            return null;
        }

        var input = (OperationNode)read.Node;
        errors.AddRange(RpcError.From(Validator.ValidateOperation(input, context.Server.Stores.Running)));
        if (errors.Count > 0)
        {
            return null;
        }

        var source = Store(input, "source", errors);
        var target = Store(input, "target", errors);
        var filter = InputFilter.Compile(input, schema, Name, errors);
        return source is { } from && target is { } to && filter is not null
            ? async cancellationToken =>
            {
                var stores = await context.SeeAsync(from == DatastoreName.Candidate ? from : to, cancellationToken);
                var (before, after) = Sides(context, stores, from, to, input.ValueOf("reference-point")?.ToString());
                return Compare(context, (from, before), (to, after), Query(input, from, to, filter), input.Find("report-origin") is not null);
            }
            : null;
    }

    /// <summary>What is compared: the datastores, or a private candidate with what it branched off (draft-ietf-netconf-privcand §4.8.2).</summary>
    /// <remarks>The point in time stands beside the candidate: for the other datastore, or for the source where both are candidate.</remarks>
    private static (DatastoreSnapshot From, DatastoreSnapshot To) Sides(
        OperationContext context, DatastoreSnapshot stores, DatastoreName from, DatastoreName to, string? point)
    {
        var isOfCandidate = from == DatastoreName.Candidate || to == DatastoreName.Candidate;
        if (!isOfCandidate || (point is null && from != to) || stores.Private.GetValueOrDefault(context.Origin.SessionId) is not { } own)
        {
            return (stores, stores);
        }

        var then = point == "creation-point" ? own.Created : own.Base;
        var past = stores with { Running = then, Candidate = then, Startup = then };
        return to == DatastoreName.Candidate ? (past, stores) : (stores, past);
    }

    private static RpcReply Compare(
        OperationContext context, (DatastoreName Name, DatastoreSnapshot Stores) from, (DatastoreName Name, DatastoreSnapshot Stores) to, DataQuery query, bool withOrigins)
    {
        var source = ComparedDatastore.Read(context, from.Stores, from.Name, query, withOrigins, out var error);
        var target = ComparedDatastore.Read(context, to.Stores, to.Name, query, withOrigins, out var otherError);
        if ((error ?? otherError) is { } fault)
        {
            return RpcReply.Failure(RpcError.InvalidValue(ErrorType.Protocol, $"compare: {fault}"));
        }

        if (query.Filter != DataFilter.Everything && source.Tree.Root.IsEmpty && target.Tree.Root.IsEmpty)
        {
            return new RpcReply.Content(output => AsciiXml.Raw(output, "<no-matches xmlns=\"urn:ietf:params:xml:ns:yang:ietf-nmda-compare\"/>"u8));
        }

        var id = $"{DatastoreParameter.Name(from.Name)} to {DatastoreParameter.Name(to.Name)}";
        return new RpcReply.Content(output => new PatchWriter(output, source, target).Write(id));
    }

    private static DataQuery Query(OperationNode input, DatastoreName from, DatastoreName to, DataFilter filter)
        => new(filter, WithDefaultsParameter.BasicMode, ConfigOnly: false)
        {
            // State of operational has nothing to be compared with in a datastore of configuration (leaf all).
            IsConfig = input.Find("all") is null && (from == DatastoreName.Operational) != (to == DatastoreName.Operational) ? true : null,
        };

    private DatastoreName? Store(OperationNode input, string name, List<RpcError> errors)
    {
        var identity = (YangIdentity)((LeafNode)input.Find(name)!).Value.Object!; // mandatory, an identityref
        if (NmdaDatastore.Find(schema, identity) is { } store)
        {
            return store;
        }

        errors.Add(NmdaDatastore.NotSupported($"compare: {name} {identity} is no datastore of this server"));
        return null;
    }
}
