using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Baselines;

/// <summary>A servo by its name on the command line.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Description">One line.</param>
/// <param name="UpdatesPerPacket">True when the controller runs with every Sync instead of once a second.</param>
/// <param name="Make">Makes one for a run.</param>
internal sealed record ServoChoice(string Name, string Description, bool UpdatesPerPacket, Func<RunSettings, ServoSettings, IServo> Make)
{
    public static IReadOnlyList<ServoChoice> All { get; } =
    [
        new("adaptive", "the product's servo", false, (_, settings) => new AdaptiveServo(settings)),
        new("ptp4l-pi", "model of ptp4l's PI, defaults for hardware timestamps, median of ten", true, (run, _) => new Ptp4lPiServo("ptp4l-pi (model)", PiConstants.Hardware(1 / run.PacketsPerSecond), run.TwoWay)),
        new("ptp4l-pi-sw", "the same with its defaults for software timestamps", true, (run, _) => new Ptp4lPiServo("ptp4l-pi-sw (model)", PiConstants.Software(1 / run.PacketsPerSecond), run.TwoWay)),
        new("mean", "mean of 60 s, PLL 3000 s", false, (run, _) => new WindowPllServo("mean (model)", WindowStatistic.Mean, 60, 3000, run.TwoWay)),
        new("percentile", "lowest 1 % of 200 s, PLL 3000 s", false, (run, _) => new WindowPllServo("percentile (model)", WindowStatistic.Percentile, 200, 3000, run.TwoWay)),
        new("minimum", "minimum of 200 s, PLL 3000 s", false, (run, _) => new WindowPllServo("minimum (model)", WindowStatistic.Minimum, 200, 3000, run.TwoWay)),
        new("regression", "least squares over 1000 s", false, (_, _) => new RegressionServo(1000)),
    ];

    public static ServoChoice Get(string name) => All.First(choice => choice.Name == name);
}
