using System.Globalization;
using System.Text.Json;
using AcrNetconf.Lab.Analysis;

namespace AcrNetconf.Lab.Simulation;

/// <summary>Prints results as text or as one JSON document.</summary>
internal static class SimReportWriter
{
    /// <summary>On standard output, in the form asked for.</summary>
    public static void Write(SimOptions options, IReadOnlyList<RunResult> results)
    {
        if (!options.Json)
        {
            WriteText(options, results, Console.Out);
            return;
        }

        using Stream output = Console.OpenStandardOutput();
        WriteJson(options, results, output);
        output.WriteByte((byte)'\n');
    }

    public static void WriteText(SimOptions options, IReadOnlyList<RunResult> results, TextWriter writer)
    {
        RunSettings run = options.Run;
        writer.WriteLine(Format($"{run.Scenario.Name}: {run.Scenario.Description}; {options.ServoName}, {Mode(run)}, {run.PacketsPerSecond:0.##} packet/s, {run.Oscillator.Name}, {run.Seconds / 3600:0.##} h"));
        writer.WriteLine("  MTIE [ns] at s " + string.Concat(WanderReport.UsualIntervals.Select(interval => Format($"{interval,9:0}"))) + "   mean f  worst f   locked  ≤1 ppb");
        foreach (RunResult result in results)
        {
            writer.WriteLine(Format($"  seed {result.Seed,9} ") + string.Concat(result.Wander.Mtie.Select(Number))
                + Format($"{result.FrequencyErrorPpb,9:0.000}{result.WorstFrequencyPpb,9:0.000}{Seconds(result.LockedSecond)}{Seconds(result.Within1Ppb)}   {result.Estimator}"));
        }

        if (results.Count > 1)
        {
            writer.WriteLine("  worst          " + string.Concat(WorstMtie(results).Select(Number)));
        }

        foreach (RunResult result in results)
        {
            foreach (EventEffect effect in result.Events)
            {
                string found = effect.DetectedAfterSeconds is { } after ? Format($", found after {after:0} s") : string.Empty;
                writer.WriteLine(Format($"  seed {result.Seed}: event at {effect.Second:0} s: frequency excursion {effect.ExcursionPpb:0.000} ppb{found}"));
            }

            if (result.WorstTimeError is { } error)
            {
                writer.WriteLine(Format($"  seed {result.Seed}: time error at most {error:0} ns"));
            }

            if (result.Holdover is { } holdover)
            {
                writer.WriteLine(Format($"  seed {result.Seed}: holdover: {holdover.WorstShareOfLimit:P1} of the G.8263 limit, {holdover.FrequencyErrorPpb:0.000} ppb, bound {holdover.BoundPpb:0.000} ppb {(holdover.BoundHolds ? "held" : "broken")}"));
            }
        }

        writer.WriteLine(Format($"  route changes found: {string.Join(' ', results.Select(result => result.FloorSteps))}"));
        if (results.Min(result => result.FewestFloorPackets?.Percentage) is { } fewest)
        {
            writer.WriteLine(Format($"  floor packets: at least {fewest:0.0} % within 150 us of the floor in every 200 s (G.8261.1 asks for 1 %)"));
        }

        foreach (string mask in results[0].Verdicts.Select(verdict => verdict.Mask))
        {
            MaskVerdict worst = results.SelectMany(result => result.Verdicts).Where(verdict => verdict.Mask == mask).MaxBy(verdict => verdict.WorstShare)!;
            writer.WriteLine(Format($"  {mask,-28} {(worst.Passes ? "inside" : "EXCEEDED")}, {worst.WorstShare:P0} at {worst.WorstInterval:0} s"));
        }

        writer.WriteLine(Format($"  {results.Sum(result => result.Samples)} packets, {results.Sum(result => result.SimulatedSeconds):0} s simulated in {results.Sum(result => result.WallSeconds):0.0} s"));
    }

    public static void WriteJson(SimOptions options, IReadOnlyList<RunResult> results, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        RunSettings run = options.Run;
        json.WriteStartObject();
        json.WriteString("scenario", run.Scenario.Name);
        json.WriteString("servo", options.ServoName);
        json.WriteString("mode", Mode(run));
        json.WriteString("oscillator", run.Oscillator.Name);
        json.WriteNumber("packetsPerSecond", run.PacketsPerSecond);
        json.WriteNumber("hours", run.Seconds / 3600);
        json.WriteNumber("settleSeconds", Math.Min(run.Scenario.SettleSeconds, run.Seconds / 2));
        WriteIntervals(json, "intervals", WanderReport.UsualIntervals);
        WriteNumbers(json, "worstMtie", WorstMtie(results));
        WriteNumbers(json, "worstTdev", Worst(results, result => result.Wander.Tdev));
        json.WriteStartArray("runs");
        foreach (RunResult result in results)
        {
            WriteRun(json, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", result.Seed);
        WriteNumbers(json, "mtie", result.Wander.Mtie);
        WriteNumbers(json, "tdev", result.Wander.Tdev);
        WriteNumbers(json, "adev", result.Wander.Adev);
        WriteNullable(json, "lockedSeconds", result.LockedSecond);
        WriteNullable(json, "secondsTo50Ppb", result.Within50Ppb);
        WriteNullable(json, "secondsTo16Ppb", result.Within16Ppb);
        WriteNullable(json, "secondsTo1Ppb", result.Within1Ppb);
        WriteNumber(json, "frequencyErrorPpb", result.FrequencyErrorPpb);
        WriteNumber(json, "worstFrequencyPpb", result.WorstFrequencyPpb);
        WriteNullable(json, "worstTimeErrorNs", result.WorstTimeError);
        json.WriteNumber("floorSteps", result.FloorSteps);
        WriteNullable(json, "fewestFloorPacketsPercent", result.FewestFloorPackets?.Percentage);
        WriteNullable(json, "fewestFloorPacketsPerSecond", result.FewestFloorPackets?.Rate);
        json.WriteString("estimator", result.Estimator);
        WriteMasks(json, result.Verdicts);
        WriteEvents(json, result);
        json.WriteNumber("samples", result.Samples);
        json.WriteNumber("simulatedSeconds", result.SimulatedSeconds);
        json.WriteEndObject();
    }

    internal static void WriteMasks(Utf8JsonWriter json, IEnumerable<MaskVerdict> verdicts)
    {
        json.WriteStartArray("masks");
        foreach (MaskVerdict verdict in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("mask", verdict.Mask);
            json.WriteBoolean("passes", verdict.Passes);
            WriteNumber(json, "worstShare", verdict.WorstShare);
            WriteNumber(json, "worstInterval", verdict.WorstInterval);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvents(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartArray("events");
        foreach (EventEffect effect in result.Events)
        {
            json.WriteStartObject();
            json.WriteNumber("second", effect.Second);
            WriteNumber(json, "excursionPpb", effect.ExcursionPpb);
            WriteNullable(json, "detectedAfterSeconds", effect.DetectedAfterSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.Holdover is { } holdover)
        {
            json.WriteStartObject("holdover");
            WriteNumber(json, "worstShareOfLimit", holdover.WorstShareOfLimit);
            WriteNumber(json, "frequencyErrorPpb", holdover.FrequencyErrorPpb);
            WriteNumber(json, "boundPpb", holdover.BoundPpb);
            json.WriteBoolean("boundHolds", holdover.BoundHolds);
            json.WriteEndObject();
        }
    }

    private static string Mode(RunSettings run) => run.Phase ? "atr" : run.TwoWay ? "two-way" : "one-way";

    private static double[] WorstMtie(IReadOnlyList<RunResult> results) => Worst(results, result => result.Wander.Mtie);

    private static double[] Worst(IReadOnlyList<RunResult> results, Func<RunResult, double[]> select) =>
        [.. Enumerable.Range(0, WanderReport.UsualIntervals.Length).Select(index => results.Max(result => select(result)[index]))];

    private static string Number(double value) => double.IsNaN(value) ? "        -" : Format($"{value,9:0}");

    private static string Seconds(double? value) => value is { } seconds ? Format($"{seconds,8:0}") : "       -";

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void WriteIntervals(Utf8JsonWriter json, string name, double[] values) => WriteNumbers(json, name, values);

    internal static void WriteNumbers(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                json.WriteNumberValue(Math.Round(value, 6));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double value) => WriteNullable(json, name, double.IsFinite(value) ? value : null);

    internal static void WriteNullable(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Math.Round(number, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
