using static AcrNetconf.Lab.Analysis.WanderMask;

namespace AcrNetconf.Lab.Analysis;

/// <summary>Masks of the ITU-T Recommendations for wander. Values in nanoseconds, intervals in seconds.</summary>
public static class WanderMasks
{
    private const double Forever = double.MaxValue;

    public static IReadOnlyList<WanderMask> All { get; } =
    [
        // G.8263 wander generation, packet-delay-variation free: a stretch for a loaded network.
        new("g8263-constant-temperature", WanderQuantity.Mtie, [new(0.1, 1000.0001, 1000), new(1000.0001, Forever, 0, 1)]),
        new("g8263-variable-temperature", WanderQuantity.Mtie, [new(0.1, 100.0001, 1000), new(100.0001, Forever, 0, 10)]),
        new("g811", WanderQuantity.Mtie, [new(0.1, 1000, 25, 0.275), new(1000, Forever, 290, 0.01)]),
        new("g823-ssu", WanderQuantity.Mtie, [new(0.1, 2.5, 25), new(2.5, 200, 0, 10), new(200, 2000, 2000), new(2000, Forever, 0, 0.01, 433, 0.2)]),
        // G.823 SEC interface, the same as the EEC option 1 network limit of G.8261.
        new("g823-sec", WanderQuantity.Mtie, [new(0.1, 2.5, 250), new(2.5, 20, 0, 100), new(20, 2000, 2000), new(2000, Forever, 0, 0.01, 433, 0.2)]),
        new("g823-pdh-sync", WanderQuantity.Mtie, [new(0.1, 7.3, 732), new(7.3, 20, 0, 100), new(20, 2000, 2000), new(2000, Forever, 0, 0.01, 433, 0.2)]),
        new("g823-e1-traffic", WanderQuantity.Mtie, [new(0.05, 0.2, 0, 46_000), new(0.2, 32, 9000), new(32, 64, 0, 280), new(64, 1000.0001, 18_000)]),
        new("g824-ds1-traffic", WanderQuantity.Mtie, [new(0.1, 0.47, 0, 18_000), new(0.47, 900, 8400), new(900, 1930, 0, 9.33), new(1930, 86_400, 18_000)]),
        new("g824-ds1-sync", WanderQuantity.Mtie, [new(0.1, 280, 300, 2.5), new(280, Forever, 997, 0.01)]),
        new("g8261-ces1-e1", WanderQuantity.Mtie, [new(0.05, 0.2, 0, 10_750), new(0.2, 32, 2160), new(32, 64, 0, 67), new(64, 1000.0001, 4320)]),
        new("g8261-ces1-ds1", WanderQuantity.Mtie, [new(0.1, 0.47, 0, 4500), new(0.47, 900, 2100), new(900, 1930, 0, 2.33), new(1930, 86_400, 4500)]),
        new("g811-tdev", WanderQuantity.Tdev, [new(0.1, 100, 3), new(100, 1000, 0, 0.03), new(1000, 10_000.0001, 30)]),
        new("g823-sec-tdev", WanderQuantity.Tdev, [new(0.1, 17.14, 12), new(17.14, 100, 0, 0.7), new(100, Forever, 58, 3e-4, 1.2, 0.5)]),
    ];

    public static WanderMask Get(string name) => All.First(mask => mask.Name == name);

    /// <summary>G.8263 long-term holdover: largest phase error after so many seconds, nanoseconds.</summary>
    public static double HoldoverLimit(double seconds) => ((1 + 10) * seconds) + (0.5 * 1.16e-5 * seconds * seconds) + 150;
}
