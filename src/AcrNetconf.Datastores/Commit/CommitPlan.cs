using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>The ordered component changes of one commit. A value: it can be printed, compared in a test, sent to an operator, refused.</summary>
/// <param name="Changes">In the order of preparation and application: creations and modifications in registration order after removals in reverse order.</param>
public sealed record CommitPlan(ImmutableArray<PlannedChange> Changes)
{
    /// <summary>The changed nodes of a difference, down to the leafs of what is created or deleted as a whole.</summary>
    public static ImmutableArray<PlannedLeaf> Leaves(DataDiff difference) => CommitPlanner.Leaves(difference);

    public static CommitPlan Empty { get; } = new(ImmutableArray<PlannedChange>.Empty);

    /// <summary>The worst impact of all changes.</summary>
    public Impact Impact
    {
        get
        {
            var worst = Impact.None;
            foreach (var change in Changes)
            {
                worst = change.Impact > worst ? change.Impact : worst;
            }

            return worst;
        }
    }

    /// <summary>The longest time any change is expected to leave the service without a source of timing; null when for good.</summary>
    public TimeSpan? Untraced
        => Changes.IsEmpty ? TimeSpan.Zero : Changes.Any(c => c.Untraced is null) ? null : Changes.Max(c => c.Untraced);
}
