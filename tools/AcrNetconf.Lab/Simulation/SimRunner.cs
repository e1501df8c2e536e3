using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Lab.Plots;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Simulation;

/// <summary>Runs the seeds asked for, on all cores, and hands back results in order.</summary>
internal static class SimRunner
{
    public static IReadOnlyList<RunResult> Run(SimOptions options, TextWriter trace)
    {
        RunResult[] results = new RunResult[options.Seeds.Count];
        WanderSeries[] series = new WanderSeries[results.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.TraceSeconds > 0 || options.CsvPath is not null ? 1 : Environment.ProcessorCount };
        Parallel.For(0, results.Length, parallel, index => (results[index], series[index]) = RunOne(options, options.Seeds[index], trace, isFirst: index == 0));
        if (options.PlotPath is { } path)
        {
            WanderFigure.Save(path, $"{options.Run.Scenario.Name}: {options.ServoName}, {(options.Run.TwoWay ? "two-way" : "one-way")}, {options.Run.Oscillator.Name}", series);
        }

        return results;
    }

    private static (RunResult Result, WanderSeries Series) RunOne(SimOptions options, long seed, TextWriter trace, bool isFirst)
    {
        long start = Stopwatch.GetTimestamp();
        RunSettings settings = options.Run with { Seed = seed };
        ServoRun run = null!; // assigned before the callback can run
        run = new(settings) { EachSecond = options.TraceSeconds > 0 ? second => Trace(options, run, second, trace) : null };
        RunRecord record = run.Run();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (options.CsvPath is { } path)
        {
            WriteCsv(path, seed, record, append: !isFirst);
        }

        WanderSeries series = new($"seed {seed}", options.PlotPath is null ? [] : record.TimeError, 1, settings.Scenario.SettleSeconds);
        return (RunResult.From(settings, record, run.Servo.Status, wall), series);
    }

    private static void Trace(SimOptions options, ServoRun run, int second, TextWriter trace)
    {
        if (second % options.TraceSeconds == 0)
        {
            ServoStatus status = run.Servo.Status;
            trace.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{second,7} {status.State,-9} steer {status.FrequencyPpb,12:F3} error {status.FrequencyPpb + run.Clock.Oscillator.FrequencyPpb,10:F3} ± {status.FrequencyUncertaintyPpb,8:F3} ppb, time error {run.Clock.ErrorAt(second),10:F0} ns, {status.WindowSeconds,6:F0} s {status.Estimator}"));
        }
    }

    public static void WriteCsv(string path, long seed, RunRecord record, bool append)
    {
        using StreamWriter writer = new(path, append);
        if (!append)
        {
            writer.WriteLine("second,time_error_ns,frequency_error_ppb,state,uncertainty_ppb,seed");
        }

        for (int second = 0; second < record.TimeError.Length; second++)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{second},{record.TimeError[second]:F2},{record.FrequencyError[second]:F4},{record.States[second]},{record.Uncertainty[second]:F4},{seed}"));
        }
    }
}
