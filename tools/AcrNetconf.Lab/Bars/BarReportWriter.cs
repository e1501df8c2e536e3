using System.Globalization;
using System.Text.Json;

namespace AcrNetconf.Lab.Bars;

/// <summary>Prints judged bars: a line each as they come, or one JSON document with every seed's value.</summary>
internal static class BarReportWriter
{
    public static void WriteHeader(TextWriter writer) =>
        writer.WriteLine($"{"runs",-20}{"figure",-48}{"limit",10}{"worst",12}{"median",12}  verdict");

    public static void WriteText(BarResult result, TextWriter writer)
    {
        double[] sorted = [.. result.Values.Order()];
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Group,-20}{result.Bar.Title,-48}{result.Bar.Limit,10:0.###}{result.Worst,12:0.###}{sorted[sorted.Length / 2],12:0.###}  {Verdict(result)}"));
        if (!result.IsMet)
        {
            writer.WriteLine("                    all: " + string.Join(" ", sorted.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture))));
        }
    }

    public static void WriteJson(IReadOnlyList<BarResult> results, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("bars");
        foreach (BarResult result in results)
        {
            json.WriteStartObject();
            json.WriteString("group", result.Group);
            json.WriteString("figure", result.Bar.Title);
            json.WriteNumber("limit", result.Bar.Limit);
            WriteNumber(json, "worst", result.Worst);
            json.WriteString("verdict", Verdict(result));
            json.WriteStartArray("values");
            foreach (double value in result.Values)
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
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Verdict(BarResult result) => (result.IsMet, result.Bar.Stretch) switch
    {
        (true, _) => "met",
        (false, true) => "missed (stretch)",
        _ => "MISSED",
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, Math.Round(value, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
