namespace AcrNetconf.Datastores;

/// <summary>What an update of a private candidate does with nodes running and candidate both changed (draft-ietf-netconf-privcand, resolution-mode).</summary>
public enum ConflictResolution
{
    /// <summary>The update is refused, and nothing of running comes into the candidate.</summary>
    RevertOnConflict,

    /// <summary>The node stays as the candidate has it.</summary>
    PreferCandidate,

    /// <summary>The node becomes what running has.</summary>
    PreferRunning,
}
