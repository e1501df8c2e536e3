namespace AcrNetconf.Datastores.History;

/// <summary>What became of a commit; the numbers are stored.</summary>
public enum CommitOutcome
{
    /// <summary>The components run it.</summary>
    Applied = 0,

    /// <summary>Applied, and waiting to be confirmed.</summary>
    Pending = 1,

    /// <summary>A confirmed commit that was confirmed.</summary>
    Confirmed = 2,

    /// <summary>A confirmed commit that was not confirmed and was taken back.</summary>
    Reverted = 3,

    /// <summary>A component failed to apply it and it was taken back.</summary>
    Undone = 4,

    /// <summary>The agent stopped while it was being applied; the components were started with it afterwards.</summary>
    Recovered = 5,
}
