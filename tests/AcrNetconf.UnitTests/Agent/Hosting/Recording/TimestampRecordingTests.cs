using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Hosting.Recording;

/// <summary>A recording ends where it is told to, with everything written that came until then.</summary>
[TestClass]
public sealed class TimestampRecordingTests
{
    private const int HeaderLines = 2;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly ServerSettings s_server = new() { Id = 1, Address = PtpAddress.Parse("192.0.2.1") };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("recording").FullName;
    private readonly Client _client = new();

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Stopping_writes_what_came_last()
    {
        await using var recording = await StartAsync();
        _client.Send(3);
        await recording.StopAsync();
        Assert.AreEqual((RecordingEnd.Operator, 6L, 0L), End(recording));
        CollectionAssert.AreEqual(
            new[]
            {
                "# server 1, 192.0.2.1, from 2026-11-30T12:00:00Z; ns; t1 and t4: server, t2 and t3: local oscillator without steering",
                "t1,t2,t3,t4",
                "1000,2000,,",
                ",,2100,1300",
            },
            File.ReadAllLines(recording.Status.File)[..4]);
        Assert.AreEqual(new FileInfo(recording.Status.File).Length, recording.Status.Octets);
        Assert.IsNull(_client.Recorder, "the client copies no more");
    }

    [TestMethod]
    public async Task File_is_never_longer_than_asked_and_ends_with_a_whole_line()
    {
        await using var recording = await StartAsync(octets: 200);
        _client.Send(1000);
        await NextLookAsync(recording);
        Assert.AreEqual(RecordingEnd.Size, recording.Status.Ended);
        var text = await File.ReadAllTextAsync(recording.Status.File);
        Assert.IsInRange(180, 200, text.Length);
        Assert.EndsWith("\n", text);
        Assert.AreEqual(recording.Status.Samples, text.Count(c => c == '\n') - HeaderLines);
    }

    [TestMethod]
    public async Task Time_asked_for_ends_it()
    {
        await using var recording = await StartAsync();
        _client.Send(5);
        _time.Advance(TimeSpan.FromSeconds(60));
        await recording.Completion.WaitAsync(s_patience);
        Assert.AreEqual((RecordingEnd.Duration, 10L, 0L), End(recording));
    }

    [TestMethod]
    public async Task Client_that_ends_ends_it()
    {
        await using var recording = await StartAsync();
        _client.Send(5);
        _client.Stop();
        await NextLookAsync(recording);
        Assert.AreEqual((RecordingEnd.ClientStopped, 10L, 0L), End(recording));
    }

    [TestMethod]
    public async Task Another_clock_ends_it()
    {
        await using var recording = await StartAsync();
        _client.Send(5);
        _client.Recorder!.End(); // there since the start
        await NextLookAsync(recording);
        Assert.AreEqual((RecordingEnd.ClockReplaced, 10L, 0L), End(recording));
    }

    [TestMethod]
    public async Task Burst_larger_than_the_ring_is_counted()
    {
        await using var recording = await StartAsync();
        _client.Send(10_000);
        await recording.StopAsync();
        Assert.AreEqual((RecordingEnd.Operator, 16_384L, 20_000L - 16_384), End(recording));
    }

    [TestMethod]
    public async Task Desk_runs_one_at_a_time_and_keeps_the_newest_files()
    {
        await using var desk = new RecordingDesk(Path.Combine(_folder, "recordings"), _time);
        Assert.AreEqual("no recording runs", await desk.StopAsync());
        for (var i = 0; i < RecordingDesk.MostFiles + 2; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            Assert.IsNull(await desk.StartAsync(_client, s_server, new RecordingLimits(TimeSpan.FromHours(1), 1 << 20)));
            Assert.StartsWith("a recording runs already, to /", await desk.StartAsync(_client, s_server, new RecordingLimits(TimeSpan.FromHours(1), 1 << 20)));
            Assert.IsNull(await desk.StopAsync());
        }

        var kept = Directory.GetFiles(Path.Combine(_folder, "recordings"));
        Assert.HasCount(RecordingDesk.MostFiles, kept);
        CollectionAssert.Contains(kept, desk.Status!.File); // several have run
    }

    [TestMethod]
    public async Task Directory_that_cannot_be_made_is_a_sentence()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        await using var desk = new RecordingDesk(Path.Combine(file, "recordings"), _time);
        Assert.IsNotNull(await desk.StartAsync(_client, s_server, new RecordingLimits(TimeSpan.FromHours(1), 1 << 20)));
        Assert.IsNull(desk.Status);
    }

    private static (RecordingEnd? Ended, long Samples, long Dropped) End(TimestampRecording recording)
        => (recording.Status.Ended, recording.Status.Samples, recording.Status.Dropped);

    private Task<TimestampRecording> StartAsync(long octets = 1 << 20)
        => TimestampRecording.StartAsync(_client, s_server, Path.Combine(_folder, "trace.csv"), new RecordingLimits(TimeSpan.FromSeconds(60), octets), _time);

    private async Task NextLookAsync(TimestampRecording recording)
    {
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await recording.Completion.WaitAsync(s_patience);
    }

    /// <summary>A client whose clock is not steered and whose packets come when told.</summary>
    private sealed class Client : ISampleSource
    {
        private readonly TaskCompletionSource _end = new();

        public SampleRecorder? Recorder { get; private set; }

        public Task Completion => _end.Task;

        public Task RecordAsync(SampleRecorder? recorder)
        {
            Recorder = recorder;
            recorder?.OnSteered(default, new ServoAction(0));
            return Task.CompletedTask;
        }

        public void Send(int exchanges)
        {
            for (var i = 0; i < exchanges; i++)
            {
                Recorder!.Add(1, new TimingSample(PacketDirection.Forward, new PtpInstant(2000 + i), new PtpInstant(1000 + i))); // recording
                Recorder.Add(1, new TimingSample(PacketDirection.Reverse, new PtpInstant(2100 + i), new PtpInstant(1300 + i)));
            }
        }

        public void Stop() => _end.SetResult();
    }
}
