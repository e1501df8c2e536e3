using System.Globalization;
using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Hosting.Recording;

/// <summary>Starts and stops recordings, one at a time, in one directory that keeps the last few.</summary>
internal sealed class RecordingDesk(string directory, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Files kept, the new one included.</summary>
    public const int MostFiles = 4;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile TimestampRecording? _current;

    /// <summary>The recording that runs or ran last; null before the first.</summary>
    public RecordingStatus? Status => _current?.Status;

    /// <summary>Begins; the answer is why it cannot be, or null.</summary>
    public async Task<string?> StartAsync(ISampleSource source, ServerSettings server, RecordingLimits limits)
    {
        await _turn.WaitAsync();
        try
        {
            if (_current is { Status.Ended: null } running)
            {
                return $"a recording runs already, to {running.Status.File}";
            }

            if (_current is { } last)
            {
                await last.DisposeAsync();
            }

            _current = await TimestampRecording.StartAsync(source, server, MakeRoom(server.Id), limits, time);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the recording that runs; the answer is why there is nothing to end, or null.</summary>
    public async Task<string?> StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_current is not { Status.Ended: null } running)
            {
                return "no recording runs";
            }

            await running.StopAsync();
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_current is { } last)
        {
            await last.DisposeAsync();
        }

        _turn.Dispose();
    }

    /// <summary>The path of a new file, after the oldest ones went.</summary>
    private string MakeRoom(byte serverId)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var old in new DirectoryInfo(directory).GetFiles("*.csv").OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostFiles - 1))
        {
            old.Delete();
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"server{serverId}-{time.GetUtcNow().UtcDateTime:yyyyMMddTHHmmss.fffZ}.csv");
        return Path.Combine(directory, name);
    }
}
