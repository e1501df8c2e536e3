using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Origins;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Monitoring;

/// <summary>The operational datastore: running configuration with the state of all sources, as get and get-data return it (RFC 8342 §5.3).</summary>
/// <param name="sources">State sources; one that provides nothing a request can select is not asked.</param>
internal sealed class OperationalState(ImmutableArray<IStateSource> sources)
{
    public ImmutableArray<IStateSource> Sources => sources;

    /// <param name="stores">Configuration.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="onlyObservable">True leaves out state that does not tell when it changes.</param>
    public DataTree Read(DatastoreSnapshot stores, DataFilter filter, bool onlyObservable = false) => Read(stores, filter, onlyObservable, null);

    /// <summary>True when a top-level node has state that tells when it changes.</summary>
    public bool Observes(SchemaNode topLevel) => sources.OfType<IObservableState>().Any(s => s.Provides.Contains(topLevel));

    /// <summary>References that change when state the filter can select may have changed; null when some of it does not tell.</summary>
    public object[]? Version(DataFilter filter, bool onlyObservable)
    {
        var asked = sources.Where(s => (!onlyObservable || s is IObservableState) && s.Provides.Any(filter.MaySelect)).ToArray();
        return Array.TrueForAll(asked, s => s is IObservableState) ? [.. asked.Select(s => ((IObservableState)s).Version)] : null;
    }

    /// <summary>The datastore, and where its configuration comes from.</summary>
    public DataTree ReadWithOrigins(DatastoreSnapshot stores, DataFilter filter, out OriginPlace origins)
    {
        var added = new List<(DataDiff, DataOrigin)>();
        var tree = Read(stores, filter, onlyObservable: false, added);
        origins = OriginPlace.Root(stores.Running.Root, added);
        return tree;
    }

    private DataTree Read(DatastoreSnapshot stores, DataFilter filter, bool onlyObservable, List<(DataDiff, DataOrigin)>? added)
    {
        var tree = stores.Running;
        foreach (var source in sources)
        {
            if ((onlyObservable && source is not IObservableState) || !source.Provides.Any(filter.MaySelect))
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
