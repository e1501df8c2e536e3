using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Origins;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Monitoring;

/// <summary>The operational datastore: running configuration with the state of all sources, as get and get-data return it (RFC 8342 §5.3).</summary>
/// <param name="sources">State sources; one that provides nothing a request can select is not asked.</param>
internal sealed class OperationalState(ImmutableArray<IStateSource> sources)
{
    public ImmutableArray<IStateSource> Sources => sources;

    public DataTree Read(DatastoreSnapshot stores, DataFilter filter) => Read(stores, filter, null);

    /// <summary>The datastore, and where its configuration comes from.</summary>
    public DataTree ReadWithOrigins(DatastoreSnapshot stores, DataFilter filter, out OriginPlace origins)
    {
        var added = new List<(DataDiff, DataOrigin)>();
        var tree = Read(stores, filter, added);
        origins = OriginPlace.Root(stores.Running.Root, added);
        return tree;
    }

    private DataTree Read(DatastoreSnapshot stores, DataFilter filter, List<(DataDiff, DataOrigin)>? added)
    {
        var tree = stores.Running;
        foreach (var source in sources)
        {
            if (!source.Provides.Any(filter.MaySelect))
            {
                continue;
            }

            var before = tree;
            tree = before.With(source.Contribute(before.Root));
            if (added is not null && source.Origin is { } origin)
            {
                added.Add((DataDiff.Between(before, tree), origin));
            }
        }

        return tree;
    }
}
