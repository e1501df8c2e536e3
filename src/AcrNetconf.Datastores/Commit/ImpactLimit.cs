using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>Refuses a plan that disturbs more than its committer allows.</summary>
internal static class ImpactLimit
{
    /// <summary>The error-app-tag of the refusal.</summary>
    public const string AppTag = "impact-exceeded";

    /// <summary>One violation for each node to blame, the worst first; for a component without such a node, one for the component.</summary>
    public static ImmutableArray<Violation> Exceeding(CommitPlan plan, Impact limit)
    {
        var blamed = new Dictionary<InstancePath, (Impact Impact, List<string> Components)>();
        foreach (var change in plan.Changes.Where(c => c.Impact > limit))
        {
            var nodes = change.Leaves.Where(l => l.Impact > limit).Select(l => l.Path).DefaultIfEmpty(change.Target);
            foreach (var node in nodes)
            {
                if (!blamed.TryGetValue(node, out var blame))
                {
                    blamed.Add(node, blame = (change.Impact, []));
                }

                blame.Components.Add(change.Component);
            }
        }

        return
        [
            .. blamed.OrderByDescending(b => b.Value.Impact).Select(b => new Violation(
                "operation-failed", AppTag, b.Key,
                $"{b.Key}: the change means {ModelImpact.NameOf(b.Value.Impact)} for {string.Join(", ", b.Value.Components)}, "
                + $"the commit allows {ModelImpact.NameOf(limit)} at most")),
        ];
    }
}
