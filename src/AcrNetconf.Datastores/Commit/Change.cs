using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>One component going from one configuration to another; null means absent.</summary>
/// <param name="Target">The subtree the component is configured by; error-path of a refusal without a better one.</param>
/// <param name="From">Configuration in force, or null.</param>
/// <param name="To">Configuration wanted, or null.</param>
/// <param name="Impact">What the change does to the running service.</param>
public sealed record Change<TConfig>(InstancePath Target, TConfig? From, TConfig? To, Impact Impact)
    where TConfig : class;
