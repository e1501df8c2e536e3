using AcrNetconf.Lab.Baselines;
using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.Lab.Bars;

/// <summary>Runs a group's seeds and takes the figures.</summary>
internal static class BarJudge
{
    /// <param name="group">What to run.</param>
    /// <param name="seeds">How many seeds, from 1.</param>
    public static IReadOnlyList<BarResult> Judge(BarGroup group, int seeds)
    {
        IReadOnlyList<RunResult> runs = SimRunner.Run(Options(group, "adaptive", seeds), TextWriter.Null);
        IReadOnlyList<RunResult>? others = group.Reference is { } reference ? SimRunner.Run(Options(group, reference, seeds), TextWriter.Null) : null;
        return [.. group.Bars.Select(bar => new BarResult(group.Name, bar, [.. runs.Select((run, index) => bar.Figure(run, others?[index]))]))];
    }

    private static SimOptions Options(BarGroup group, string servo, int seeds)
    {
        NetworkScenario scenario = NetworkScenario.Find(group.Scenario)!; // the table names only scenarios that exist; a test checks
        ServoChoice choice = ServoChoice.Get(servo);
        RunSettings run = new()
        {
            Scenario = scenario,
            Seconds = Math.Round(scenario.Hours * 3600),
            TwoWay = group.TwoWay,
            Oscillator = OscillatorSettings.Find(group.Oscillator)!, // as above
            OffsetPpb = group.OffsetPpb,
            UpdatesPerPacket = choice.UpdatesPerPacket,
            MakeServo = _ => throw new InvalidOperationException("replaced below"),
        };
        return new()
        {
            Run = run with { MakeServo = settings => choice.Make(run, settings) },
            ServoName = choice.Name,
            Seeds = [.. Enumerable.Range(1, seeds).Select(seed => (long)seed)],
        };
    }
}
