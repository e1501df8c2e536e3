using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>The model's say in an edit and in a commit.</summary>
internal static class ModelChecks
{
    /// <summary>All violations a change from one configuration to another brings; the first must be valid.</summary>
    public static ImmutableArray<Violation> Validate(DataTree from, DataTree to) => [];

    /// <summary>All violations of a configuration.</summary>
    public static ImmutableArray<Violation> Validate(DataTree tree) => [];

    /// <summary>What choice and when make of an edited tree (RFC 7950 §8.2, §8.3.2).</summary>
    public static DataTree Normalise(DataTree before, DataTree edited, out ImmutableArray<Violation> violations)
    {
        violations = [];
        return edited;
    }
}
