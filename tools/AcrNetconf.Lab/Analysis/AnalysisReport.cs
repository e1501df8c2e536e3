using System.Globalization;
using System.Text.Json;
using AcrNetconf.Lab.Plots;
using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.Lab.Analysis;

/// <summary>Prints what <c>acr-lab analyse</c> found.</summary>
/// <param name="Series">Curves, judged as a whole.</param>
/// <param name="Directions">Packet figures of traces, by file.</param>
/// <param name="Masks">Masks to hold the curves against.</param>
internal sealed record AnalysisReport(IReadOnlyList<WanderSeries> Series, IReadOnlyList<(string File, DirectionReport Direction)> Directions, IReadOnlyList<WanderMask> Masks)
{
    private readonly WanderReport[] _wander = [.. Series.Select(one => WanderReport.Of(one.Judged, one.Spacing))];

    /// <summary>False when a curve leaves a mask.</summary>
    public bool Passes => _wander.All(report => Masks.All(mask => mask.Judge(report).Passes));

    public void WriteText(TextWriter writer)
    {
        writer.WriteLine("                  at s " + string.Concat(WanderReport.UsualIntervals.Select(interval => Format($"{interval,10:0}"))));
        foreach ((int index, WanderSeries one) in Series.Index())
        {
            WanderReport wander = _wander[index];
            writer.WriteLine(Format($"{one.Label}: {one.Errors.Length * one.Spacing:0} s, frequency {wander.FrequencyOffsetPpb:0.0000} ppb"));
            writer.WriteLine("  MTIE [ns]            " + string.Concat(wander.Mtie.Select(Number)));
            writer.WriteLine("  TDEV [ns]            " + string.Concat(wander.Tdev.Select(Number)));
            writer.WriteLine("  ADEV [ppb]           " + string.Concat(wander.Adev.Select(Number)));
            foreach (MaskVerdict verdict in Masks.Select(mask => mask.Judge(wander)).Where(verdict => !double.IsNaN(verdict.WorstInterval)))
            {
                writer.WriteLine(Format($"  {verdict.Mask,-28} {(verdict.Passes ? "inside" : "EXCEEDED")}, {verdict.WorstShare:P0} at {verdict.WorstInterval:0} s"));
            }
        }

        foreach ((string file, DirectionReport direction) in Directions)
        {
            string floor = double.IsNaN(direction.WorstFloorPacketPercent) ? "no window of 200 s" : Format($"FPP {direction.WorstFloorPacketPercent:0.0} % in the worst 200 s");
            writer.WriteLine(Format($"{file}: {direction.Name}: {direction.Packets} packets, above the floor {direction.MeanAboveFloor / 1000:0.00} µs in the mean, {direction.Percentile99AboveFloor / 1000:0.00} µs for 99 %, {floor}"));
        }
    }

    public void WriteJson(Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        SimReportWriter.WriteNumbers(json, "intervals", WanderReport.UsualIntervals);
        json.WriteStartArray("series");
        foreach ((int index, WanderSeries one) in Series.Index())
        {
            json.WriteStartObject();
            json.WriteString("label", one.Label);
            json.WriteNumber("seconds", one.Errors.Length * one.Spacing);
            SimReportWriter.WriteNumber(json, "frequencyOffsetPpb", _wander[index].FrequencyOffsetPpb);
            SimReportWriter.WriteNumbers(json, "mtie", _wander[index].Mtie);
            SimReportWriter.WriteNumbers(json, "tdev", _wander[index].Tdev);
            SimReportWriter.WriteNumbers(json, "adev", _wander[index].Adev);
            SimReportWriter.WriteMasks(json, Masks.Select(mask => mask.Judge(_wander[index])));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("directions");
        foreach ((string file, DirectionReport direction) in Directions)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("direction", direction.Name);
            json.WriteNumber("packets", direction.Packets);
            SimReportWriter.WriteNumber(json, "meanAboveFloor", direction.MeanAboveFloor);
            SimReportWriter.WriteNumber(json, "percentile99AboveFloor", direction.Percentile99AboveFloor);
            SimReportWriter.WriteNumber(json, "worstFloorPacketPercent", direction.WorstFloorPacketPercent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Number(double value) => double.IsNaN(value) ? "         -" : Format($"{value,10:0.###}");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
