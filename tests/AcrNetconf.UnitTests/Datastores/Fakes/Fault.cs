namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>What goes wrong at a step.</summary>
public enum Fault
{
    None,

    /// <summary>The step refuses or fails.</summary>
    Failure,

    /// <summary>The step gives up waiting.</summary>
    Timeout,

    /// <summary>The process ends here: the step never returns.</summary>
    Kill,
}
