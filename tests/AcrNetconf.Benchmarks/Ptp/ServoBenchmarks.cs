using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using BenchmarkDotNet.Attributes;

namespace AcrNetconf.Benchmarks.Ptp;

/// <summary>Samples through the locked servo on one core, controller and estimators included; the time shown is for one sample.</summary>
/// <remarks>
/// An hour of flicker load is drawn once; every round feeds the next hour of the same delays. Half a day of it has gone before, so that the windows are long and an
/// evaluation costs what it costs in the field.
/// </remarks>
[InProcess]
[MemoryDiagnoser]
public class ServoBenchmarks
{
    private const int Hour = 3600;
    private const int MostPerSecond = 128;
    private const long Epoch = 1_700_000_000_000_000_000;

    private readonly long[] _forward = new long[Hour * MostPerSecond];
    private readonly long[] _reverse = new long[Hour * MostPerSecond];
    private readonly Dictionary<int, (AdaptiveServo Servo, long Second)> _servos = [];

    [GlobalSetup]
    public void Setup()
    {
        Draw(new(1), _forward);
        Draw(new(2), _reverse);
        foreach (int rate in (int[])[16, MostPerSecond])
        {
            _servos[rate] = (new(new() { Mode = ServoMode.TwoWay }), 0);
            for (int hour = 0; hour < 12; hour++)
            {
                FeedHour(rate);
            }
        }
    }

    [Benchmark(OperationsPerInvoke = Hour * 2 * 16)]
    public double At_16_packets_per_second() => FeedHour(16);

    [Benchmark(OperationsPerInvoke = Hour * 2 * MostPerSecond)]
    public double At_128_packets_per_second() => FeedHour(MostPerSecond);

    private static void Draw(LabRandom random, long[] delays)
    {
        double[] loads = FlickerSequence.Loads(random, Hour / 240);
        for (int index = 0; index < delays.Length; index++)
        {
            delays[index] = (long)GammaLoad.At(loads[index * loads.Length / delays.Length]).Draw(random);
        }
    }

    private double FeedHour(int rate)
    {
        (AdaptiveServo servo, long second) = _servos[rate];
        long interval = 1_000_000_000 / rate;
        int index = 0;
        for (int end = 0; end < Hour; end++)
        {
            long start = Epoch + ((second + end) * 1_000_000_000);
            for (int packet = 0; packet < rate; packet++, index++)
            {
                long sent = start + (packet * interval);
                servo.OnSample(new(PacketDirection.Forward, new(sent + _forward[index]), new(sent)));
                servo.OnSample(new(PacketDirection.Reverse, new(sent + (interval / 2)), new(sent + (interval / 2) + _reverse[index])));
            }

            servo.Update(new(start + 1_000_000_000));
        }

        _servos[rate] = (servo, second + Hour);
        return servo.Status.FrequencyPpb;
    }
}
