using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Monitoring;

/// <summary>Running configuration with the state of all sources: what get returns (RFC 6241 §7.7).</summary>
/// <param name="sources">State sources; one that provides nothing a request can select is not asked.</param>
internal sealed class OperationalState(ImmutableArray<IStateSource> sources)
{
    public DataTree Read(DatastoreSnapshot stores, DataFilter filter)
    {
        DataBranch root = stores.Running.Root;
        foreach (var source in sources)
        {
            if (source.Provides.Any(filter.MaySelect))
            {
                root = source.Contribute(root);
            }
        }

        return stores.Running.With(root);
    }
}
