namespace AcrNetconf.Lab.Simulation;

/// <summary>One direction through a chain of gigabit switches, each with its own disturbing traffic at the same load.</summary>
internal sealed class SwitchChainDelay : IDelayModel
{
    /// <summary>Switches of the hypothetical reference model.</summary>
    public const int Switches = 10;

    // Store and forward of a 90-octet Sync, and the switch itself.
    private const double PerSwitch = ((90 + 20) * 8) + 3000;

    private readonly SwitchQueue[] _queues = new SwitchQueue[Switches];
    private readonly Func<double, double> _load;

    /// <param name="random">Randomness.</param>
    /// <param name="traffic">What disturbs.</param>
    /// <param name="discipline">Whether timing packets overtake.</param>
    /// <param name="load">Load in percent at a time.</param>
    public SwitchChainDelay(LabRandom random, TrafficModel traffic, QueueDiscipline discipline, Func<double, double> load)
    {
        _load = load;
        for (int index = 0; index < Switches; index++)
        {
            _queues[index] = new(random, traffic, discipline);
        }
    }

    /// <inheritdoc/>
    public double Next(double time)
    {
        double load = _load(time) / 100;
        double delay = Switches * PerSwitch;
        foreach (SwitchQueue queue in _queues)
        {
            delay += queue.Wait(time, load);
        }

        return delay;
    }
}
