using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.Lab.Bars;

/// <summary>Bars that are judged on the same runs.</summary>
/// <param name="Name">For <c>--only</c>.</param>
/// <param name="Scenario">Scenario's name.</param>
/// <param name="Bars">What is judged.</param>
/// <param name="TwoWay">Both directions.</param>
/// <param name="Oscillator">Oscillator's name.</param>
/// <param name="Reference">Another servo to run over the same packets, or null.</param>
/// <param name="OffsetPpb">Initial offset, or the scenario's.</param>
/// <param name="Seeds">Runs unless told otherwise.</param>
internal sealed record BarGroup(
    string Name, string Scenario, IReadOnlyList<Bar> Bars, bool TwoWay = true, string Oscillator = "ocxo", string? Reference = null, double? OffsetPpb = null, int Seeds = 10)
{
    /// <summary>Every promise of the clock recovery, at 16 packets a second each way.</summary>
    public static IReadOnlyList<BarGroup> All { get; } =
    [
        new(
            "flicker",
            "flicker",
            [
                Mtie(100, 1000), Mtie(1000, 3500), Mtie(10_000, 12_000),
                new("times below the ptp4l model's MTIE at 1000 s", 20, (run, other) => MtieAt(other!, 1000) / MtieAt(run, 1000), BarSense.AtLeast),
                new("share of the G.8263 constant-temperature mask", 1, (run, _) => run.Verdicts.First(verdict => verdict.Mask == "g8263-constant-temperature").WorstShare, Stretch: true),
            ],
            Reference: "ptp4l-pi"),
        new("flicker-one-way", "flicker", [Mtie(1000, 6000)], TwoWay: false),
        new("tc12", "tc12", [Mtie(1000, 300)]),
        new("tc13", "tc13", [Mtie(1000, 200)]),
        new("tc14", "tc14", [Mtie(1000, 600)]),
        new("tc15", "tc15", [Excursion(1)]),
        new("tc16", "tc16", [Excursion(1)]),
        new("tc17", "tc17", [Excursion(1), Found()]),
        new("tc15-tcxo", "tc15", [Excursion(10)], Oscillator: "tcxo"),
        new("tc16-tcxo", "tc16", [Excursion(10)], Oscillator: "tcxo"),
        new("tc17-tcxo", "tc17", [Excursion(10), Found()], Oscillator: "tcxo"),
        new("acquire-fast", "acquire", Acquisition(), OffsetPpb: 4600),
        new("acquire-slow", "acquire", Acquisition(), OffsetPpb: -4600),
        .. NetworkScenario.All.Where(scenario => scenario.Name.Contains("-tm", StringComparison.Ordinal)).Select(scenario => new BarGroup(scenario.Name, scenario.Name, [SynchronizationMask()])),
        new(
            "holdover",
            "holdover",
            [
                new("phase error as a share of the G.8263 formula, 24 h", 1, (run, _) => run.Holdover!.WorstShareOfLimit),
                new("share of runs whose published bound held", 0.95, (run, _) => run.Holdover!.BoundHolds ? 1 : 0, BarSense.MeanAtLeast),
            ],
            Seeds: 100),
    ];

    private static Bar Mtie(double interval, double limit) => new(FormattableString.Invariant($"MTIE at {interval:0} s, ns"), limit, (run, _) => MtieAt(run, interval));

    private static Bar SynchronizationMask() =>
        new("share of the G.823 synchronization mask", 1, (run, _) => run.Verdicts.First(verdict => verdict.Mask == "g823-sec").WorstShare);

    private static Bar Excursion(double limit) => new("largest frequency excursion, ppb", limit, (run, _) => run.Events.Max(effect => effect.ExcursionPpb));

    private static Bar Found() => new("route change found after, s", 600, (run, _) => run.Events.Max(effect => effect.DetectedAfterSeconds ?? double.PositiveInfinity));

    private static Bar[] Acquisition() =>
    [
        new("seconds to 50 ppb", 900, (run, _) => run.Within50Ppb ?? double.PositiveInfinity),
        new("seconds to 16 ppb", 1800, (run, _) => run.Within16Ppb ?? double.PositiveInfinity),
        new("seconds to 1 ppb", 14_400, (run, _) => run.Within1Ppb ?? double.PositiveInfinity),
    ];

    private static double MtieAt(RunResult run, double interval) => run.Wander.Mtie[Array.IndexOf(WanderReport.UsualIntervals, interval)];
}
