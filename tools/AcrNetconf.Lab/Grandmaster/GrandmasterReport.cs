using System.Text.Json;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>What the clients of the test grandmasters got, as lines or as one JSON document.</summary>
internal static class GrandmasterReport
{
    public static async Task WriteAsync(List<(PtpAddress Address, GrandmasterHost Host)> hosts, bool json, TextWriter output)
    {
        var all = new List<(PtpAddress Address, IReadOnlyList<GrandmasterClientStatus> Clients)>();
        foreach ((PtpAddress address, GrandmasterHost host) in hosts)
        {
            if (!host.Completion.IsCompleted)
            {
                all.Add((address, await host.GetClientsAsync()));
            }
        }

        await output.WriteLineAsync(json ? ToJson(all) : string.Join(Environment.NewLine, all.SelectMany(ToLines)));
    }

    private static IEnumerable<string> ToLines((PtpAddress Address, IReadOnlyList<GrandmasterClientStatus> Clients) server)
    {
        if (server.Clients.Count == 0)
        {
            yield return $"{server.Address}: no client";
        }

        foreach (GrandmasterClientStatus client in server.Clients)
        {
            yield return $"{server.Address}: client {client.Address}: {client.Requests} requests, {client.Denials} denied, {client.CancelsReceived} cancels; sent "
                + $"{client.AnnouncesSent} Announce, {client.SyncsSent} Sync, {client.DelayRespsSent} Delay_Resp to {client.DelayRequests} Delay_Req";
        }
    }

    private static string ToJson(List<(PtpAddress Address, IReadOnlyList<GrandmasterClientStatus> Clients)> servers)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("servers");
            foreach ((PtpAddress address, IReadOnlyList<GrandmasterClientStatus> clients) in servers)
            {
                writer.WriteStartObject();
                writer.WriteString("address", address.ToString());
                writer.WriteStartArray("clients");
                foreach (GrandmasterClientStatus client in clients)
                {
                    WriteClient(writer, client);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteClient(Utf8JsonWriter writer, GrandmasterClientStatus client)
    {
        writer.WriteStartObject();
        writer.WriteString("address", client.Address.ToString());
        WriteInterval(writer, "announceLogInterval", client.AnnounceInterval);
        WriteInterval(writer, "syncLogInterval", client.SyncInterval);
        WriteInterval(writer, "delayRespLogInterval", client.DelayRespInterval);
        writer.WriteNumber("requests", client.Requests);
        writer.WriteNumber("denials", client.Denials);
        writer.WriteNumber("cancelsReceived", client.CancelsReceived);
        writer.WriteNumber("acknowledgesReceived", client.AcknowledgesReceived);
        writer.WriteNumber("announcesSent", client.AnnouncesSent);
        writer.WriteNumber("syncsSent", client.SyncsSent);
        writer.WriteNumber("delayRequests", client.DelayRequests);
        writer.WriteNumber("delayRespsSent", client.DelayRespsSent);
        writer.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, LogInterval? interval)
    {
        if (interval is LogInterval value)
        {
            writer.WriteNumber(name, value.Log2Seconds);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
