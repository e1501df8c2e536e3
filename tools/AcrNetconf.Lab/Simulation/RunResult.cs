using AcrNetconf.Lab.Analysis;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Monitoring;

namespace AcrNetconf.Lab.Simulation;

/// <summary>The figures of one run.</summary>
internal sealed record RunResult
{
    private static readonly string[] JudgedMasks =
        ["g8263-constant-temperature", "g8263-variable-temperature", "g823-sec", "g823-pdh-sync", "g823-e1-traffic", "g824-ds1-traffic", "g824-ds1-sync", "g823-sec-tdev"];

    public required long Seed { get; init; }

    public required WanderReport Wander { get; init; }

    public required IReadOnlyList<MaskVerdict> Verdicts { get; init; }

    public int? LockedSecond { get; init; }

    public int? Within50Ppb { get; init; }

    public int? Within16Ppb { get; init; }

    public int? Within1Ppb { get; init; }

    /// <summary>Mean over the judged part.</summary>
    public double FrequencyErrorPpb { get; init; }

    /// <summary>Largest magnitude over 60 s averages in the judged part.</summary>
    public double WorstFrequencyPpb { get; init; }

    /// <summary>Route changes the servo found.</summary>
    public int FloorSteps { get; init; }

    /// <summary>Floor packets of Sync in the worst window of G.8261.1; null when the servo counted none.</summary>
    public FloorPackets? FewestFloorPackets { get; init; }

    /// <summary>Largest magnitude of the time error in the judged part; null where only frequency is recovered.</summary>
    public double? WorstTimeError { get; init; }

    public required IReadOnlyList<EventEffect> Events { get; init; }

    public HoldoverResult? Holdover { get; init; }

    public double SimulatedSeconds { get; init; }

    public double WallSeconds { get; init; }

    public long Samples { get; init; }

    public string Estimator { get; init; } = "none";

    public static RunResult From(RunSettings settings, RunRecord record, ServoStatus last, double wallSeconds)
    {
        NetworkScenario scenario = settings.Scenario;
        double[] errors = record.TimeError;
        double judgedEnd = scenario.Name == "holdover" ? Math.Min(errors.Length, scenario.Events![0]) : errors.Length;
        int settle = (int)Math.Min(scenario.SettleSeconds, judgedEnd / 2);
        ReadOnlySpan<double> judged = errors.AsSpan(settle, (int)judgedEnd - settle);
        WanderReport wander = WanderReport.Of(judged);
        return new()
        {
            Seed = settings.Seed,
            Wander = wander,
            Verdicts = [.. JudgedMasks.Select(name => WanderMasks.Get(name).Judge(wander))],
            LockedSecond = record.FirstSecondIn(ServoState.Locked),
            Within50Ppb = FrequencyMetrics.SettledWithin(errors, 50),
            Within16Ppb = FrequencyMetrics.SettledWithin(errors, 16),
            Within1Ppb = FrequencyMetrics.SettledWithin(errors, 1),
            FrequencyErrorPpb = wander.FrequencyOffsetPpb,
            WorstFrequencyPpb = WorstFrequency(judged),
            FloorSteps = last.FloorSteps,
            FewestFloorPackets = record.FewestFloorPackets,
            WorstTimeError = settings.Phase ? LargestMagnitude(judged) : null,
            Events = JudgeEvents(scenario, record),
            Holdover = scenario.Name == "holdover" && errors.Length > judgedEnd ? JudgeHoldover(record, (int)judgedEnd) : null,
            SimulatedSeconds = errors.Length,
            WallSeconds = wallSeconds,
            Samples = record.Samples,
            Estimator = last.Estimator,
        };
    }

    private static double LargestMagnitude(ReadOnlySpan<double> errors)
    {
        double largest = 0;
        foreach (double error in errors)
        {
            largest = Math.Max(largest, Math.Abs(error));
        }

        return largest;
    }

    private static double WorstFrequency(ReadOnlySpan<double> errors)
    {
        const int Average = 60;
        double worst = 0;
        for (int second = Average; second < errors.Length; second++)
        {
            worst = Math.Max(worst, Math.Abs(errors[second] - errors[second - Average]) / Average);
        }

        return worst;
    }

    private static List<EventEffect> JudgeEvents(NetworkScenario scenario, RunRecord record)
    {
        List<EventEffect> effects = [];
        double[] moments = scenario.Events ?? [];
        for (int index = 0; index < moments.Length; index++)
        {
            int start = (int)moments[index];
            int end = index + 1 < moments.Length ? (int)moments[index + 1] : Math.Min(record.TimeError.Length, start + 5000);
            if (start >= record.TimeError.Length)
            {
                break;
            }

            double? found = null;
            for (int second = start; second < end && second < record.FloorSteps.Length; second++)
            {
                if (record.FloorSteps[second] > record.FloorSteps[start])
                {
                    found = second - start;
                    break;
                }
            }

            effects.Add(new(start, FrequencyMetrics.Excursion(record.TimeError, start, end - start - 1), found));
        }

        return effects;
    }

    private static HoldoverResult JudgeHoldover(RunRecord record, int start)
    {
        double[] errors = record.TimeError;
        double worst = 0;
        bool holds = true;
        for (int second = start + 1; second < errors.Length; second++)
        {
            double elapsed = second - start;
            double phase = errors[second] - errors[start];
            worst = Math.Max(worst, Math.Abs(phase) / WanderMasks.HoldoverLimit(elapsed));
            if ((second - start) % 3600 == 0)
            {
                holds &= Math.Abs(phase) / elapsed <= 2 * record.Uncertainty[second];
            }
        }

        double seconds = errors.Length - 1 - start;
        return new(worst, (errors[^1] - errors[start]) / seconds, 2 * record.Uncertainty[^1], holds);
    }
}
