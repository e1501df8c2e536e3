using System.Globalization;
using System.Text.Unicode;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Agent.Hosting.Recording;

/// <summary>Writes one server's timestamps to a bounded file that <c>acr-lab servo --trace</c> replays.</summary>
/// <remarks>
/// The packet loop only copies samples into the recorder's ring; this looks there twice a second, far off that loop. The ring holds a minute of the fastest
/// traffic there is. Two-way clients give two lines an exchange: one for t1 and t2, one for t3 and t4.
/// </remarks>
internal sealed class TimestampRecording : IAsyncDisposable
{
    private const int LongestLine = 48;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly ISampleSource _source;
    private readonly SampleRecorder _recorder;
    private readonly RecordingLimits _limits;
    private readonly TimeProvider _time;
    private readonly FileStream _file;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimingSample[] _samples = new TimingSample[1024];
    private readonly byte[] _text = new byte[1024 * LongestLine];
    private readonly long _began;
    private Task _writing = Task.CompletedTask;
    private volatile RecordingStatus _status;

    private TimestampRecording(ISampleSource source, SampleRecorder recorder, FileStream file, RecordingLimits limits, TimeProvider time)
    {
        (_source, _recorder, _file, _limits, _time) = (source, recorder, file, limits, time);
        _began = time.GetTimestamp();
        _status = new(file.Name, recorder.ServerId, time.GetUtcNow(), null, 0, 0, 0);
    }

    /// <summary>The last snapshot. Any thread.</summary>
    public RecordingStatus Status => _status;

    /// <summary>Ends with the recording.</summary>
    public Task Completion => _writing;

    /// <summary>Creates the file and begins.</summary>
    /// <param name="source">The client.</param>
    /// <param name="server">Whose samples.</param>
    /// <param name="path">Of a file that does not exist.</param>
    /// <param name="limits">Where it ends by itself.</param>
    /// <param name="time">The file is looked after twice a second.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static async Task<TimestampRecording> StartAsync(ISampleSource source, ServerSettings server, string path, RecordingLimits limits, TimeProvider time)
    {
        FileStream file = new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        TimestampRecording recording = new(source, new SampleRecorder(server.Id), file, limits, time);
        try
        {
            recording.WriteHeader(server);
            await source.RecordAsync(recording._recorder);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        recording._writing = recording.WriteAsync();
        return recording;
    }

    /// <summary>Ends it, if it still runs, with everything written that has come.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _writing;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private void WriteHeader(ServerSettings server)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"# server {server.Id}, {server.Address}, from {_status.Started.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}; ns; t1 and t4: server, t2 and t3: local oscillator without steering\nt1,t2,t3,t4\n");
        _file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        _status = _status with { Octets = _file.Length };
    }

    private async Task WriteAsync()
    {
        RecordingEnd end;
        try
        {
            end = await FollowAsync();
            await DetachAsync();
            if (end == RecordingEnd.Operator)
            {
                WriteWhatCame();
            }
        }
        catch (IOException)
        {
            // A full disk; what was written stays.
            end = RecordingEnd.WriteFailure;
            await DetachAsync();
        }

        await _file.DisposeAsync();
        _status = _status with { Ended = end, Dropped = _recorder.Dropped };
    }

    private async Task<RecordingEnd> FollowAsync()
    {
        using PeriodicTimer timer = new(Period, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                bool isFull = !WriteWhatCame();
                RecordingEnd? end = isFull ? RecordingEnd.Size
                    : _recorder.HasEnded ? RecordingEnd.ClockReplaced
                    : _source.Completion.IsCompleted ? RecordingEnd.ClientStopped
                    : _time.GetElapsedTime(_began) >= _limits.Duration ? RecordingEnd.Duration
                    : null;
                if (end is { } reason)
                {
                    return reason;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped by the operator.
        }

        return RecordingEnd.Operator;
    }

    /// <summary>False when the file is as long as it may be.</summary>
    private bool WriteWhatCame()
    {
        RecordingStatus status = _status;
        (long samples, long octets) = (status.Samples, status.Octets);
        bool hasRoom = true;
        while (hasRoom && _recorder.Take(_samples) is > 0 and var count)
        {
            int length = 0;
            int lines = 0;
            for (; lines < count; lines++)
            {
                int line = Format(_samples[lines], _text.AsSpan(length));
                hasRoom = octets + length + line <= _limits.Octets;
                if (!hasRoom)
                {
                    break;
                }

                length += line;
            }

            _file.Write(_text.AsSpan(0, length));
            samples += lines;
            octets += length;
        }

        _status = status with { Samples = samples, Octets = octets, Dropped = _recorder.Dropped };
        return hasRoom;
    }

    private static int Format(in TimingSample sample, Span<byte> line)
    {
        int written;
        _ = sample.Direction == PacketDirection.Forward
            ? Utf8.TryWrite(line, CultureInfo.InvariantCulture, $"{sample.Remote.Nanoseconds},{sample.Local.Nanoseconds},,\n", out written)
            : Utf8.TryWrite(line, CultureInfo.InvariantCulture, $",,{sample.Local.Nanoseconds},{sample.Remote.Nanoseconds}\n", out written);
        return written;
    }

    private async Task DetachAsync()
    {
        try
        {
            await _source.RecordAsync(null);
        }
        catch (ObjectDisposedException)
        {
            // The client ended first.
        }
    }
}
