namespace AcrNetconf.Datastores.Commit;

/// <summary>confirm-event of netconf-confirmed-commit (RFC 6470 §2.2).</summary>
public enum ConfirmEvent
{
    /// <summary>A confirmed commit began.</summary>
    Start,

    /// <summary>cancel-commit, or the owner's session ended.</summary>
    Cancel,

    /// <summary>The time ran out.</summary>
    Timeout,

    /// <summary>A following confirmed commit prolonged it.</summary>
    Extend,

    /// <summary>It was confirmed.</summary>
    Complete,
}
