namespace AcrNetconf.Datastores.Commit;

/// <summary>Where a rollback returns to. Closed family.</summary>
public abstract record RollbackTarget
{
    private RollbackTarget()
    {
    }

    /// <summary>The configuration after the commit of this number.</summary>
    public sealed record Commit(long Id) : RollbackTarget;

    /// <summary>The configuration this many commits ago, 1 and up.</summary>
    public sealed record Steps(long Count) : RollbackTarget;

    /// <summary>The configuration after the newest commit with this label.</summary>
    public sealed record Label(string Name) : RollbackTarget;
}
