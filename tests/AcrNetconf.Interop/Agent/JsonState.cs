using System.Globalization;
using System.Text.Json;

namespace AcrNetconf.Interop.Agent;

/// <summary>Reads what <c>acr status --json</c> prints.</summary>
internal static class JsonState
{
    /// <summary>Text of a leaf by path of names; null when it is not there.</summary>
    public static string? Text(this JsonElement state, params string[] path)
    {
        foreach (var name in path)
        {
            if (state.ValueKind != JsonValueKind.Object || !state.TryGetProperty(name, out state))
            {
                return null;
            }
        }

        return state.ToString();
    }

    /// <summary>The entry of a server.</summary>
    public static JsonElement Server(this JsonElement state, int id)
        => state.TryGetProperty("server", out var servers)
            ? servers.EnumerateArray().FirstOrDefault(s => s.Text("server-id") == id.ToString(CultureInfo.InvariantCulture))
            : default;

    /// <summary>The contract of a server for one message.</summary>
    public static JsonElement Contract(this JsonElement state, int server, string message)
        => state.Server(server) is { ValueKind: JsonValueKind.Object } entry
            ? entry.GetProperty("contract").EnumerateArray().First(c => c.Text("message") == message)
            : default;

    /// <summary>Counters that a hitless change must leave alone: requests and cancels of every contract, restarts, servo resets, source changes.</summary>
    public static string Disturbance(this JsonElement state)
    {
        var contracts = from server in new[] { 1, 2 }
                        from message in new[] { "announce", "sync", "delay-resp" }
                        let contract = state.Contract(server, message)
                        select $"{server}/{message}: {contract.Text("requests")} requests {contract.Text("cancels-sent")} cancels";
        return string.Join('\n', [.. contracts, $"restarts {state.Text("restarts")}", $"resets {state.Text("servo", "resets")}", $"sources {state.Text("source-changes")}"]);
    }
}
