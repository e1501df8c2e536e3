using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.Lab.Relay;

/// <summary>A path without queues.</summary>
internal sealed class ConstantDelay(double nanoseconds) : IDelayModel
{
    /// <inheritdoc/>
    public double Next(double time) => nanoseconds;

    /// <summary>As a scenario, so that it can stand where the simulated ones do.</summary>
    public static NetworkScenario Scenario(double forward, double reverse) =>
        new("constant", "constant delay", 1, 0, 0, (_, _, _) => (new ConstantDelay(forward), new ConstantDelay(reverse)));
}
