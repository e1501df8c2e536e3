namespace AcrNetconf.Lab.Simulation;

/// <summary>The noise and drift of a free-running oscillator.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="WhitePpb">White frequency noise: standard deviation of one-second averages, ppb.</param>
/// <param name="FlickerPpb">Flicker floor, ppb.</param>
/// <param name="WalkPpb">Random walk of frequency, ppb per √s.</param>
/// <param name="TemperaturePpb">Amplitude of the temperature cycle, ppb.</param>
/// <param name="TemperatureSeconds">Its period.</param>
/// <param name="AgeingPpbPerDay">Linear drift.</param>
public sealed record OscillatorSettings(
    string Name,
    double WhitePpb,
    double FlickerPpb,
    double WalkPpb,
    double TemperaturePpb,
    double TemperatureSeconds,
    double AgeingPpbPerDay)
{
    public static OscillatorSettings Ideal { get; } = new("ideal", 0, 0, 0, 0, 7200, 0);

    public static OscillatorSettings Ocxo { get; } = new("ocxo", 0.01, 0, 2e-4, 0.1, 7200, 0);

    public static OscillatorSettings Tcxo { get; } = new("tcxo", 0.1, 0.05, 2e-3, 3, 7200, 0);

    /// <summary>By its name; null when there is none.</summary>
    public static OscillatorSettings? Find(string name) => name switch
    {
        "ideal" => Ideal,
        "ocxo" => Ocxo,
        "tcxo" => Tcxo,
        _ => null,
    };
}
