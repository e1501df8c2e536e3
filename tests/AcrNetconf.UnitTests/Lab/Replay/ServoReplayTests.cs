using System.Text;
using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Replay;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.UnitTests.Lab.Replay;

/// <summary>What a client recorded, through the same servo again.</summary>
[TestClass]
public sealed class ServoReplayTests
{
    private const double OffsetPpb = 2000;

    [TestMethod]
    public void Replayed_servo_finds_the_frequency_the_recorded_one_had_found()
    {
        (string trace, ServoStatus original, _) = Record(1500);
        AdaptiveServo servo = new(new ServoSettings { Mode = ServoMode.TwoWay });
        ServoReplay replay = new(servo, updatesPerPacket: false);
        RunRecord record = replay.Run(TraceReader.Read("recorded", new StringReader(trace)));
        Assert.AreEqual(ServoState.Locked, original.State);
        Assert.AreEqual(ServoState.Locked, servo.Status.State);
        // The recorder was switched on under way, when the first servo was steering already: only the free scale makes the two agree.
        Assert.AreEqual(original.FrequencyPpb, servo.Status.FrequencyPpb, 1, "steering");
        Assert.AreEqual(-OffsetPpb, servo.Status.FrequencyPpb, 1, "and the oscillator's own offset");
        double[] tail = record.TimeError[^600..];
        Assert.AreEqual(0, WanderMetrics.FrequencyOffset(tail, 1), 1, "against the floor seen in hindsight");
    }

    [TestMethod]
    public void Steps_of_the_steering_do_not_show_in_what_is_recorded()
    {
        (string trace, _, double truth) = Record(600);
        PacketAnalysis packets = PacketAnalysis.Of(TraceReader.Read("recorded", new StringReader(trace)));
        Assert.HasCount(2, packets.Directions);
        Assert.AreEqual(truth, WanderMetrics.FrequencyOffset(packets.Oscillator, 1), 1);
    }

    [TestMethod]
    public void Late_consumer_loses_samples_and_is_told_how_many()
    {
        PtpLab lab = Start();
        SampleRecorder recorder = new(1, capacity: 16);
        lab.Slave.Record(recorder);
        lab.Run(30);
        TimingSample[] taken = new TimingSample[1000];
        Assert.AreEqual(16, recorder.Take(taken));
        Assert.IsGreaterThan(100, recorder.Dropped);
        Assert.AreEqual(0, recorder.Take(taken));
    }

    [TestMethod]
    public void Another_clock_ends_a_recording()
    {
        PtpLab lab = Start();
        SampleRecorder recorder = new(1);
        lab.Slave.Record(recorder);
        lab.Run(10);
        lab.Slave.OnClockReplaced(lab.Now);
        int before = recorder.Take(new TimingSample[1000]);
        lab.Run(10);
        Assert.IsTrue(recorder.HasEnded);
        Assert.IsGreaterThan(0, before);
        Assert.AreEqual(0, recorder.Take(new TimingSample[1000]));
    }

    private static PtpLab Start()
    {
        SimulatedClock clock = new(new(OscillatorSettings.Ideal, OffsetPpb, new(1)), 1_000_000_000_000);
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile), servo: new AdaptiveServo(new ServoSettings()), clock: clock);
        lab.Start().Run(200);
        return lab;
    }

    /// <summary>Records a client that has been steering for a while.</summary>
    private static (string Trace, ServoStatus Servo, double OscillatorPpb) Record(int seconds)
    {
        PtpLab lab = Start();
        SampleRecorder recorder = new(1);
        lab.Slave.Record(recorder);
        lab.Run(seconds);
        StringBuilder text = new(TraceReader.Header + "\n");
        TimingSample[] samples = new TimingSample[20_000];
        foreach (TimingSample sample in samples.AsSpan(0, recorder.Take(samples)))
        {
            (long local, long remote) = (sample.Local.Nanoseconds, sample.Remote.Nanoseconds);
            text.Append(sample.Direction == PacketDirection.Forward ? $"{remote},{local},,\n" : $",,{local},{remote}\n");
        }

        Assert.AreEqual(0, recorder.Dropped);
        return (text.ToString(), lab.Status.Servo, OffsetPpb);
    }
}
