using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>Result of a prepare: either a prepared change or the reason for refusing it.</summary>
public readonly struct PrepareOutcome
{
    private PrepareOutcome(IPreparedChange? prepared, Violation? refusal)
    {
        Prepared = prepared;
        Refusal = refusal;
    }

    /// <summary>The change, resources held; null when refused.</summary>
    public IPreparedChange? Prepared { get; }

    /// <summary>Why not (<c>operation-failed</c>, <c>resource-denied</c>, <c>in-use</c>), with the node that asked for it; null when prepared.</summary>
    public Violation? Refusal { get; }

    public static PrepareOutcome Ready(IPreparedChange prepared) => new(prepared, null);

    public static PrepareOutcome Refused(Violation refusal) => new(null, refusal);
}
