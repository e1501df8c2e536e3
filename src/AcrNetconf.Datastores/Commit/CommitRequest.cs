namespace AcrNetconf.Datastores.Commit;

/// <summary>Parameters of a commit (RFC 6241 §8.3.4.1, §8.4.5.1).</summary>
public sealed record CommitRequest
{
    /// <summary>True for a confirmed commit: reverted unless confirmed in time.</summary>
    public bool Confirmed { get; init; }

    /// <summary>confirm-timeout in seconds, 1 and up. Default 600.</summary>
    public uint TimeoutSeconds { get; init; } = 600;

    /// <summary>persist: the confirmed commit survives the session and is confirmed by this token.</summary>
    public string? Persist { get; init; }

    /// <summary>persist-id: the token of the pending persistent confirmed commit.</summary>
    public string? PersistId { get; init; }

    /// <summary>The agent confirms by itself when the service is healthy, and takes back otherwise; null leaves it to the client.</summary>
    public HealthGate? Gate { get; init; }

    /// <summary>Refuse the commit when its plan is worse than this; null accepts any.</summary>
    public Impact? MaximumImpact { get; init; }

    /// <summary>Free text kept in the commit log.</summary>
    public string? Comment { get; init; }

    /// <summary>Short name kept in the commit log.</summary>
    public string? Label { get; init; }
}
