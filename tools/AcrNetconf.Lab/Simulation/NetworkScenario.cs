namespace AcrNetconf.Lab.Simulation;

/// <summary>A pattern of packet delay with its usual length.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Description">One line.</param>
/// <param name="Hours">Default length.</param>
/// <param name="SettleSeconds">Dropped from the start before wander is judged.</param>
/// <param name="OffsetPpb">Initial frequency offset of the oscillator.</param>
/// <param name="Build">Makes the two directions for a run of so many seconds.</param>
/// <param name="Events">Moments (seconds) whose effect is reported.</param>
internal sealed record NetworkScenario(
    string Name,
    string Description,
    double Hours,
    double SettleSeconds,
    double OffsetPpb,
    Func<LabRandom, LabRandom, double, (IDelayModel Forward, IDelayModel Reverse)> Build,
    double[]? Events = null)
{
    private const double Cycle = 240;
    private const double FloorStepPerSwitch = 6_000;

    /// <summary>Seconds of stabilisation before the events of the transient scenarios.</summary>
    private const double EventStart = 30_000;

    public static IReadOnlyList<NetworkScenario> All { get; } =
    [
        new("quiet", "an idle path with software timestamps", 1, 600, 20_000, (f, r, _) => (new QuietDelay(f, 30_000, 20_000), new QuietDelay(r, 30_000, 20_000))),
        new("flicker", "G.8263 Amd.2 flicker load", 120_000.0 / 3600, 30_000, 100, BuildFlicker),
        new("tc12", "static load 80 % / 20 %", 120_000.0 / 3600, 30_000, 100, (f, r, _) => Loads(f, LoadPatterns.Constant(80), r, LoadPatterns.Constant(20))),
        new("tc13", "sudden large load steps", 120_000.0 / 3600, 30_000, 100, (f, r, _) => Loads(f, LoadPatterns.Steps((80, 1), (20, 1)), r, LoadPatterns.Steps((50, 1.5), (10, 1), (50, 1), (10, 1), (50, 1), (10, 0.5)))),
        new("tc14", "slow load ramp over 24 h", 120_000.0 / 3600, 30_000, 100, (f, r, _) => Loads(f, LoadPatterns.Ramp(20, 80), r, LoadPatterns.Ramp(10, 55))),
        new("tc15", "outages of 10 s and 100 s", 12, 20_000, 100, BuildOutage, [EventStart, EventStart + 5000]),
        new("tc16", "congestion of 10 s and 100 s", 12, 20_000, 100, BuildCongestion, [EventStart, EventStart + 5000]),
        new("tc17", "route changes by one and three switches", 14, 20_000, 100, BuildRoute, [EventStart, EventStart + 5000, EventStart + 10_000, EventStart + 15_000]),
        new("acquire", "start at 4.6 ppm off, 80 % load", 6, 14_400, 4600, (f, r, _) => Loads(f, LoadPatterns.Constant(80), r, LoadPatterns.Constant(80))),
        .. Queues("tc12", "static load 80 % / 20 %", LoadPatterns.Constant(80), LoadPatterns.Constant(20)),
        .. Queues("tc13", "sudden large load steps", LoadPatterns.Steps((80, 1), (20, 1)), LoadPatterns.Steps((50, 1.5), (10, 1), (50, 1), (10, 1), (50, 1), (10, 0.5))),
        .. Queues("tc14", "slow load ramp over 24 h", LoadPatterns.Ramp(20, 80), LoadPatterns.Ramp(10, 55)),
        new("holdover", "24 h locked through flicker load, then 24 h without packets", 48, 86_400, 100, BuildHoldover, [86_400]),
    ];

    /// <summary>By its name; null when there is none.</summary>
    public static NetworkScenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    /// <summary>The same loads through ten switches: both traffic models, with priority and in one queue.</summary>
    private static IEnumerable<NetworkScenario> Queues(string name, string description, Func<double, double> ahead, Func<double, double> back)
    {
        foreach (TrafficModel traffic in (TrafficModel[])[TrafficModel.Voice, TrafficModel.Data])
        {
            foreach (QueueDiscipline discipline in (QueueDiscipline[])[QueueDiscipline.Priority, QueueDiscipline.Fifo])
            {
                string queue = discipline == QueueDiscipline.Priority ? "priority" : "fifo";
                yield return new(
                    $"{name}-{traffic.Name}-{queue}",
                    $"{description}; ten switches, traffic model {traffic.Name[^1]}, {queue}",
                    120_000.0 / 3600,
                    30_000,
                    100,
                    (f, r, _) => (new SwitchChainDelay(f, traffic, discipline, ahead), new SwitchChainDelay(r, traffic, discipline, back)));
            }
        }
    }

    private static (IDelayModel Forward, IDelayModel Reverse) Loads(LabRandom forward, Func<double, double> ahead, LabRandom reverse, Func<double, double> back) =>
        (new LoadDelay(forward, ahead), new LoadDelay(reverse, back));

    private static (IDelayModel Forward, IDelayModel Reverse) BuildFlicker(LabRandom forward, LabRandom reverse, double seconds)
    {
        int cycles = (int)(seconds / Cycle) + 1;
        return Loads(
            forward,
            LoadPatterns.Cycles(FlickerSequence.Loads(forward, cycles), Cycle),
            reverse,
            LoadPatterns.Cycles(FlickerSequence.Loads(reverse, cycles), Cycle));
    }

    private static (IDelayModel Forward, IDelayModel Reverse) BuildOutage(LabRandom forward, LabRandom reverse, double seconds)
    {
        Func<double, double> route = LoadPatterns.During(0, double.NaN, (EventStart, 10), (EventStart + 5000, 100));
        return (new LoadDelay(forward, LoadPatterns.Constant(40), route), new LoadDelay(reverse, LoadPatterns.Constant(30), route));
    }

    private static (IDelayModel Forward, IDelayModel Reverse) BuildCongestion(LabRandom forward, LabRandom reverse, double seconds) =>
        (new LoadDelay(forward, LoadPatterns.During(40, 100, (EventStart, 10), (EventStart + 5000, 100)), null, 0.2), new LoadDelay(reverse, LoadPatterns.Constant(30)));

    private static (IDelayModel Forward, IDelayModel Reverse) BuildRoute(LabRandom forward, LabRandom reverse, double seconds)
    {
        // One switch bypassed and restored, then three bypassed and restored; the way back keeps its route half of the change.
        Func<double, double> route = time => (int)((time - EventStart) / 5000) switch
        {
            < 0 => 0,
            0 when time >= EventStart => -FloorStepPerSwitch,
            2 => -3 * FloorStepPerSwitch,
            _ => 0,
        };
        return (new LoadDelay(forward, LoadPatterns.Constant(40), route), new LoadDelay(reverse, LoadPatterns.Constant(30)));
    }

    private static (IDelayModel Forward, IDelayModel Reverse) BuildHoldover(LabRandom forward, LabRandom reverse, double seconds)
    {
        int cycles = (int)(seconds / Cycle) + 1;
        Func<double, double> route = time => time < 86_400 ? 0 : double.NaN;
        return (
            new LoadDelay(forward, LoadPatterns.Cycles(FlickerSequence.Loads(forward, cycles), Cycle), route),
            new LoadDelay(reverse, LoadPatterns.Cycles(FlickerSequence.Loads(reverse, cycles), Cycle), route));
    }
}
