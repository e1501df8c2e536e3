using AcrNetconf.Lab.Baselines;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Lab.Baselines;

[TestClass]
public sealed class Ptp4lPiServoTests
{
    private const double Interval = 1.0 / 16;

    [TestMethod]
    public void Constants_are_the_manuals_for_the_sync_interval()
    {
        // At 1/16 s: what ptp4l 3.1.1 with software timestamps logs, "kp 0.230 ki 0.000330".
        Assert.AreEqual(0.230, PiConstants.Software(Interval).Proportional, 0.0005);
        Assert.AreEqual(0.000330, PiConstants.Software(Interval).Integral, 0.0000005);
        Assert.AreEqual(1.608, PiConstants.Hardware(Interval).Proportional, 0.0005);
        Assert.AreEqual(0.0990, PiConstants.Hardware(Interval).Integral, 0.00005);
        Assert.AreEqual(new(0.7, 0.3), PiConstants.Hardware(1));
        // The norms bound both where Sync is rare.
        Assert.AreEqual(0.7 / 32, PiConstants.Hardware(32).Proportional, 1e-12);
        Assert.AreEqual(0.3 / 32, PiConstants.Hardware(32).Integral, 1e-12);
    }

    [TestMethod]
    public void First_frequency_is_estimated_over_48_s_with_software_timestamps()
    {
        Ptp4lPiServo servo = new("x", PiConstants.Software(Interval), twoWay: false);
        int packet = 0;
        while (Feed(servo, packet, packet * 25 / 4) == 0)
        {
            packet++;
        }

        Assert.AreEqual(48.5, packet * Interval, 0.1);
        Assert.AreEqual(-100, servo.Status.FrequencyPpb, 0.05);
    }

    [TestMethod]
    public void Offset_steers_by_both_constants_and_leaves_the_integral_behind()
    {
        PiConstants constants = PiConstants.Software(Interval);
        Ptp4lPiServo servo = new("x", constants, twoWay: false);
        for (int packet = 0; packet < 50 * 16; packet++)
        {
            Assert.AreEqual(0, Feed(servo, packet, 0));
        }

        Assert.AreEqual(-1000 * (constants.Proportional + constants.Integral), Feed(servo, 800, 1000), 1e-9);
        Assert.AreEqual(-1000 * constants.Integral, Feed(servo, 801, 0), 1e-9);
    }

    private static double Feed(Ptp4lPiServo servo, int packet, long offset)
    {
        long time = packet * 62_500_000L;
        servo.OnSample(new(PacketDirection.Forward, new(time + offset), new(time)));
        return servo.Update(new(time)).FrequencyPpb!.Value;
    }
}
