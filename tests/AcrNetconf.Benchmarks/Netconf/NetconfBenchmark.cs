using System.Globalization;
using System.Text.Json;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>The NETCONF server measured over SSH on loopback, beside netconfd when that is installed: one table.</summary>
/// <remarks>
/// usage: netconf [--agent FILE] [--alone] [--quick] [--only ID,ID] [--json FILE] [--sync]. The client is one process on blocking libssh,
/// one thread a session, so that the client's cost is small and the same for both servers.
/// </remarks>
internal static class NetconfBenchmark
{
    public static int Run(string[] arguments)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Netconf");
        var agent = Path.GetFullPath(Value(arguments, "--agent") ?? Path.Combine(Environment.CurrentDirectory, "out", "acr-netconf"));
        if (!File.Exists(agent))
        {
            Console.Error.WriteLine($"{agent} does not exist; tools/publish makes it, --agent names another");
            return 2;
        }

        Func<ServerUnderTest> ours = () => new AgentServer(agent, "--module-path", folder, "--module", "acr-bench", "--log-level", "Warning");
        if (arguments.Contains("--sync"))
        {
            return SyncProof.Run(ours);
        }

        var options = new MeasurementOptions(arguments.Contains("--quick"), Value(arguments, "--only")?.Split(',').ToHashSet());
        var own = new Measurements("acr-netconf", ours, options).Run();
        var theirs = !arguments.Contains("--alone") && NetconfdServer.IsInstalled
            ? new Measurements("netconfd", () => new NetconfdServer(folder, "acr-bench"), options).Run()
            : [];
        Print(own, theirs);
        if (Value(arguments, "--json") is { } file)
        {
            WriteJson(file, own, theirs);
        }

        return own.All(f => FigureRow.All.First(r => r.Id == f.Id).IsMet(f.Value)) ? 0 : 1;
    }

    private static void Print(IReadOnlyList<Figure> own, IReadOnlyList<Figure> theirs)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-42}{"bar",9}{"ours",10}{"netconfd",10}"));
        foreach (var row in FigureRow.All)
        {
            if (own.FirstOrDefault(f => f.Id == row.Id) is { } figure)
            {
                var verdict = row.IsMet(figure.Value) ? "met" : "MISSED";
                var other = theirs.FirstOrDefault(f => f.Id == row.Id)?.Value.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{row.Text,-42}{row.Bar,9:G6}{figure.Value,10:F2}{other,10} {row.Unit,-4}{verdict,-7} {figure.Detail}"));
            }
        }
    }

    private static void WriteJson(string file, IReadOnlyList<Figure> own, IReadOnlyList<Figure> theirs)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        foreach (var (name, figures) in (ReadOnlySpan<(string, IReadOnlyList<Figure>)>)[("acr-netconf", own), ("netconfd", theirs)])
        {
            json.WriteStartObject(name);
            foreach (var figure in figures)
            {
                json.WriteNumber(figure.Id, figure.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string? Value(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
