namespace AcrNetconf.Datastores.Commit;

/// <summary>How much of the running service a change disturbs. Ordered: a plan is as bad as its worst change.</summary>
public enum Impact
{
    /// <summary>Nothing running is touched.</summary>
    None,

    /// <summary>Applied live: no contract is broken, the servo keeps its state.</summary>
    Hitless,

    /// <summary>A contract is asked again or the traced server may move; the servo bridges in holdover.</summary>
    Renegotiate,

    /// <summary>Old samples describe another clock or path: recovery starts again.</summary>
    Relock,
}
