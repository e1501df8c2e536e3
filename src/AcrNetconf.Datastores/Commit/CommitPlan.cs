using System.Collections.Immutable;

namespace AcrNetconf.Datastores.Commit;

/// <summary>The ordered component changes of one commit. A value: it can be printed, compared in a test, sent to an operator, refused.</summary>
/// <param name="Changes">In the order of preparation and application: creations and modifications in registration order after removals in reverse order.</param>
public sealed record CommitPlan(ImmutableArray<PlannedChange> Changes)
{
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
}
