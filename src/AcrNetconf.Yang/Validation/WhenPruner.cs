using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Finds data whose when-condition a change made false (RFC 7950 §8.2).</summary>
internal sealed class WhenPruner
{
    private readonly DataDiff _change;
    private readonly XPathSession _session;

    public WhenPruner(DataDiff change, ValidationCache? cache)
    {
        _change = change;
        _session = new XPathSession(change.To.Schema, change.To.Root, XPathScopeOfData.ConfigurationOnly) { Cache = cache };
    }

    /// <summary>Paths to delete; none lies below another.</summary>
    public List<InstancePath> Find()
    {
        var affected = new AffectedConditions(_session, static condition => condition.Kind == ConditionKind.When && condition.Node.IsConfig);
        affected.AddAll(_change);
        var obsolete = new List<InstancePath>();
        foreach (var places in affected.Scheduled)
        {
            foreach (var place in places.All())
            {
                foreach (var schema in AffectedConditions.GuardedBy(places.Condition))
                {
                    Check(place, schema, obsolete);
                }
            }
        }

        return obsolete;
    }

    private void Check(XPathNode parent, SchemaNode schema, List<InstancePath> obsolete)
    {
        if (parent.Branch?.Find(schema) is not { } data || _session.ConditionsHold(parent, schema))
        {
            return;
        }

        var path = ViolationList.PathOf(parent).Append(schema);
        var isUntouched = ReferenceEquals(_change.From.Find(path), data);
        if (isUntouched && !obsolete.Exists(known => path.StartsWith(known)))
        {
            obsolete.RemoveAll(known => known.StartsWith(path));
            obsolete.Add(path);
        }
    }
}
