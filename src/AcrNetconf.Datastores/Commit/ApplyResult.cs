using System.Collections.Immutable;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>How a plan ended.</summary>
/// <param name="Refusal">Why nothing was changed, or null.</param>
/// <param name="FaultedChange">The change whose apply threw, or null; what was applied before it is undone.</param>
/// <param name="FaultMessage">What it threw.</param>
/// <param name="NotUndone">Components applied before it that did not take the way back: nobody knows what they run.</param>
internal sealed record ApplyResult(Violation? Refusal, PlannedChange? FaultedChange, string? FaultMessage, ImmutableArray<string> NotUndone)
{
    public static ApplyResult Ok { get; } = new(null, null, null, []);

    public bool IsOk => Refusal is null && FaultedChange is null;

    public static ApplyResult Refused(Violation refusal) => new(refusal, null, null, []);

    public static ApplyResult Faulted(PlannedChange change, string message, ImmutableArray<string> notUndone) => new(null, change, message, notUndone);
}
