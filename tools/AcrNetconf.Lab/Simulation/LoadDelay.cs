namespace AcrNetconf.Lab.Simulation;

/// <summary>A loaded network: the gamma law at a load that changes with time, a route that may change, and times when nothing gets through.</summary>
/// <param name="random">Randomness.</param>
/// <param name="load">Load in percent at a time; above 99 the network is saturated.</param>
/// <param name="route">Extra delay in nanoseconds of the route in use at a time; NaN while the link is cut. Null for none.</param>
/// <param name="saturationLoss">Share of packets lost while saturated.</param>
internal sealed class LoadDelay(LabRandom random, Func<double, double> load, Func<double, double>? route = null, double saturationLoss = 0) : IDelayModel
{
    private double _percent = double.NaN;
    private GammaLoad _parameters;

    /// <inheritdoc/>
    public double Next(double time)
    {
        double percent = load(time);
        if (percent != _percent)
        {
            _percent = percent;
            _parameters = GammaLoad.At(percent);
        }

        double delay = _parameters.Draw(random) + (route?.Invoke(time) ?? 0);
        return percent > 99 && random.NextUniform() < saturationLoss ? double.NaN : delay;
    }
}
