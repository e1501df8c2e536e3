namespace AcrNetconf.Datastores.Commit;

/// <summary>Resources are held; nothing visible has happened. Exactly one of the two is called, once.</summary>
public interface IPreparedChange
{
    /// <summary>Makes the change visible. Must not fail and cannot be cancelled; returns when the component runs the new configuration.</summary>
    ValueTask ApplyAsync();

    /// <summary>Gives the held resources back. Must not fail.</summary>
    ValueTask AbortAsync();
}
