using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>The model's say in a commit.</summary>
internal static class ModelChecks
{
    /// <summary>All violations of <paramref name="to"/>. <paramref name="from"/> is running, which is valid unless it is still empty.</summary>
    /// <remarks>With <paramref name="indexes"/> the cost follows the change; they belong to the one who validates.</remarks>
    public static ImmutableArray<Violation> Validate(DataTree from, DataTree to, ValidationCache? indexes = null)
        => from.IsEmpty
            ? Validator.Validate(to, ValidationScope.Config)
            : ReferenceEquals(from, to) ? [] : Validator.ValidateChange(DataDiff.Between(from, to), ValidationScope.Config, indexes);
}
