using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AcrNetconf.Datastores.Commit;

namespace AcrNetconf.Datastores.History;

/// <summary>A history as one file: gzip of lines of JSON; a head, at most one configuration, then commits from old to new.</summary>
/// <remarks>
/// <code>
/// {"format":"acr-netconf-history","version":1,"commits":2,"base":100}
/// {"config":"&lt;config …"}
/// {"id":101,"time":"…","kind":0,"user":"…",…,"edit":"&lt;config …"}
/// {"id":102,…}
/// </code>
/// gzip guards the content by a checksum, the head says how many commits follow. Pure; never throws on what it reads.
/// </remarks>
public static class HistoryFile
{
    private const string Format = "acr-netconf-history";
    private const int Version = 1;
    private static readonly byte[] NewLine = [(byte)'\n'];

    /// <summary>The file of the newest commits of a log.</summary>
    /// <param name="log">Where from.</param>
    /// <param name="limit">How many of the newest at least; a few older ones may come along, from the last whole configuration on.</param>
    /// <param name="commits">How many it holds.</param>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public static byte[] Export(ICommitLog log, long limit, out int commits)
    {
        ArgumentNullException.ThrowIfNull(log);
        var last = log.LastId;
        var wanted = limit <= 0 || limit >= last ? null : log.Back(limit - 1);
        var restart = log.LoadRestart(Math.Max(wanted ?? log.FirstId(), log.FirstId()));
        var records = log.List(int.MaxValue, last + 1).Where(r => r.Id >= Math.Max(restart.SnapshotId, 1)).Reverse().ToList();
        commits = records.Count;
        return Write(new CommitRestart(restart.Snapshot, restart.SnapshotId, records));
    }

    /// <summary>Writes a history.</summary>
    public static byte[] Write(CommitRestart history)
    {
        ArgumentNullException.ThrowIfNull(history);
        using var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var json = new Utf8JsonWriter(buffer);
            Line(zip, buffer, json, () =>
            {
                json.WriteString("format", Format);
                json.WriteNumber("version", Version);
                json.WriteNumber("commits", history.Edits.Count);
                json.WriteNumber("base", history.SnapshotId);
            });
            if (history.Snapshot is not null)
            {
                Line(zip, buffer, json, () => json.WriteString("config", history.Snapshot));
            }

            foreach (var record in history.Edits)
            {
                Line(zip, buffer, json, () => WriteRecord(json, record));
            }
        }

        return file.ToArray();
    }

    /// <summary>Reads a file; null with the reason when it is none, or damaged.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="maximumBytes">Most it may unfold to.</param>
    /// <param name="problem">What is wrong with it, or null.</param>
    public static CommitRestart? Read(byte[] file, long maximumBytes, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            problem = null;
            return Read(Unfold(file, maximumBytes));
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // System.Text.Json reports a value of another kind, a missing member and bad text by these.
            problem = $"this is no complete history file: {fault.Message}";
            return null;
        }
    }

    private static CommitRestart Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            throw new InvalidDataException("it is empty");
        }

        using var head = JsonDocument.Parse(lines[0]);
        if (head.RootElement.GetProperty("format").GetString() != Format || head.RootElement.GetProperty("version").GetInt32() != Version)
        {
            throw new InvalidDataException("its first line is of another format or version");
        }

        var count = head.RootElement.GetProperty("commits").GetInt32();
        var baseId = head.RootElement.GetProperty("base").GetInt64();
        var first = baseId == 0 ? 1 : 2;
        if (lines.Length != first + count)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it announces {count} commits and holds {lines.Length - first}"));
        }

        string? snapshot = null;
        if (baseId != 0)
        {
            using var config = JsonDocument.Parse(lines[1]);
            snapshot = config.RootElement.GetProperty("config").GetString() ?? throw new InvalidDataException("its configuration is null");
        }

        return new CommitRestart(snapshot, baseId, [.. lines.Skip(first).Select(ReadRecord)]);
    }

    private static string Unfold(byte[] file, long maximumBytes)
    {
        using var zip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var text = new MemoryStream();
        var part = new byte[64 * 1024];
        int read;
        while ((read = zip.Read(part)) > 0)
        {
            text.Write(part, 0, read);
            if (text.Length > maximumBytes)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it unfolds to more than {maximumBytes} bytes"));
            }
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void Line(Stream output, ArrayBufferWriter<byte> buffer, Utf8JsonWriter json, Action members)
    {
        buffer.Clear();
        json.Reset();
        json.WriteStartObject();
        members();
        json.WriteEndObject();
        json.Flush();
        output.Write(buffer.WrittenSpan);
        output.Write(NewLine);
    }

    private static void WriteRecord(Utf8JsonWriter json, CommitRecord record)
    {
        json.WriteNumber("id", record.Id);
        json.WriteString("time", record.Time);
        json.WriteNumber("kind", (int)record.Kind);
        json.WriteString("user", record.User);
        json.WriteNumber("session", record.SessionId);
        json.WriteString("source", record.Source);
        json.WriteNumber("impact", (int)record.Impact);
        json.WriteString("comment", record.Comment);
        json.WriteString("label", record.Label);
        json.WriteNumber("outcome", (int)record.Outcome);
        if (record.Duration is { } duration)
        {
            json.WriteNumber("microseconds", (long)duration.TotalMicroseconds);
        }

        if (record.Trace is { } trace)
        {
            json.WriteString("traceparent", trace.Parent);
            json.WriteString("tracestate", trace.State);
        }

        json.WriteString("edit", record.Edit);
    }

    private static CommitRecord ReadRecord(string line)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        return new CommitRecord(
            json.GetProperty("id").GetInt64(),
            json.GetProperty("time").GetDateTimeOffset(),
            Defined<CommitKind>(json.GetProperty("kind").GetInt32()),
            Text(json, "user"),
            json.GetProperty("session").GetUInt32(),
            json.GetProperty("source").GetString(),
            Defined<Impact>(json.GetProperty("impact").GetInt32()),
            json.GetProperty("comment").GetString(),
            json.GetProperty("label").GetString(),
            Text(json, "edit"))
        {
            Outcome = Defined<CommitOutcome>(json.GetProperty("outcome").GetInt32()),
            Trace = json.TryGetProperty("traceparent", out var parent) ? TraceContext.Read(parent.GetString(), json.GetProperty("tracestate").GetString()) : null,
            Duration = json.TryGetProperty("microseconds", out var duration) ? TimeSpan.FromMicroseconds(duration.GetInt64()) : null,
        };
    }

    private static string Text(JsonElement json, string name)
        => json.GetProperty(name).GetString() ?? throw new InvalidDataException($"{name} is null");

    private static T Defined<T>(int number)
        where T : struct, Enum
        => Enum.IsDefined((T)Enum.ToObject(typeof(T), number)) ? (T)Enum.ToObject(typeof(T), number) : throw new InvalidDataException($"{number} is no {typeof(T).Name}");
}
