namespace AcrNetconf.Datastores.Commit;

/// <summary>Says whether the service runs as it should: what a health-gated commit waits for. Called on the coordinator's loop: must be quick.</summary>
public interface IServiceHealth
{
    /// <summary>The health at this moment.</summary>
    ServiceHealth Assess();
}
