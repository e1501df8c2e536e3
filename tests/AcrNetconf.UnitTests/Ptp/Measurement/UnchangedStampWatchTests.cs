using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.UnitTests.Ptp.Measurement;

/// <summary>A server whose clock stands still, as a client meets it.</summary>
[TestClass]
public sealed class UnchangedStampWatchTests
{
    [TestMethod]
    public void A_time_that_stands_still_is_noticed_after_three_seconds_not_used_and_forgiven()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed).Start();
        lab.Run(10);
        Assert.IsEmpty(lab.Events<PtpEvent.TimestampUnchanged>());
        double from = lab.Now.Nanoseconds * 1e-9;
        byte[]? frozen = null;
        lab.Network.Tap = (sender, _, _, bytes) =>
        {
            if (sender == PtpLab.Server1 && (MessageType)(bytes[0] & 0x0F) == MessageType.FollowUp)
            {
                // The precise origin time stands right behind the header of 34 octets.
                frozen ??= bytes[34..44];
                frozen.CopyTo(bytes, 34);
            }

            return bytes;
        };
        lab.Run(6);
        PtpEvent.TimestampUnchanged raised = lab.Events<PtpEvent.TimestampUnchanged>().Single();
        Assert.AreEqual(((byte)1, AlarmState.Raised), (raised.ServerId, raised.State));
        Assert.AreEqual(3, (raised.At.Nanoseconds * 1e-9) - from, 0.6, "seconds");
        long used = lab.Servo.Forward;
        lab.Run(2);
        Assert.AreEqual(used, lab.Servo.Forward);

        lab.Network.Tap = null;
        lab.Run(2);
        Assert.AreEqual(AlarmState.Cleared, lab.Events<PtpEvent.TimestampUnchanged>().Last().State);
        Assert.IsGreaterThan(used, lab.Servo.Forward);
        Assert.HasCount(2, lab.Events<PtpEvent.TimestampUnchanged>());
    }
}
