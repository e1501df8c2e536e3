using AcrNetconf.Ssh;
using AcrNetconf.Ssh.Sessions;
using static AcrNetconf.Ssh.Sessions.ConnectionClock;

namespace AcrNetconf.UnitTests.Ssh.Sessions;

[TestClass]
public sealed class ConnectionClockTests
{
    private static readonly SshLimits s_limits = new();

    [TestMethod]
    public void Login_grace_ends_a_startup_however_much_it_talks()
    {
        var clock = new ConnectionClock(s_limits, At(100));
        Assert.AreEqual(At(130), clock.Due);
        Assert.AreEqual(Verdict.Fine, clock.Check(At(129.9), false, false, null, 500));
        Assert.AreEqual(At(130), clock.Due);
        Assert.AreEqual(Verdict.LoginGrace, clock.Check(At(130), false, false, null, 900));
    }

    [TestMethod]
    public void Connection_without_channel_is_idle_after_its_time_and_again_after_its_last_channel()
    {
        var clock = new ConnectionClock(s_limits with { KeepaliveInterval = TimeSpan.FromHours(1) }, At(0));
        Assert.AreEqual(Verdict.Fine, clock.Check(At(10), true, false, null, 1));
        Assert.AreEqual(At(70), clock.Due);
        Assert.AreEqual(Verdict.Fine, clock.Check(At(69), true, true, null, 2));
        Assert.AreEqual(Verdict.Fine, clock.Check(At(100), true, false, null, 3));
        Assert.AreEqual(At(129), clock.Due);
        Assert.AreEqual(Verdict.Idle, clock.Check(At(129), true, false, null, 3));
    }

    [TestMethod]
    public void Silence_is_probed_three_times_and_then_fatal()
    {
        var clock = new ConnectionClock(s_limits, At(0));
        Assert.AreEqual(Verdict.Fine, clock.Check(At(1), true, true, null, 10));
        foreach (int probe in (int[])[31, 61, 91])
        {
            Assert.AreEqual(At(probe), clock.Due);
            Assert.AreEqual(Verdict.SendKeepalive, clock.Check(At(probe), true, true, null, 10));
        }

        Assert.AreEqual(Verdict.Fine, clock.Check(At(120.9), true, true, null, 10));
        Assert.AreEqual(Verdict.Dead, clock.Check(At(121), true, true, null, 10));
    }

    [TestMethod]
    public void Any_byte_proves_the_peer_alive()
    {
        var clock = new ConnectionClock(s_limits, At(0));
        clock.Check(At(0), true, true, null, 10);
        Assert.AreEqual(Verdict.SendKeepalive, clock.Check(At(30), true, true, null, 10));
        Assert.AreEqual(Verdict.Fine, clock.Check(At(31), true, true, null, 11));
        Assert.AreEqual(At(61), clock.Due);
        Assert.AreEqual(Verdict.SendKeepalive, clock.Check(At(61), true, true, null, 11));
    }

    [TestMethod]
    public void Close_without_answer_cuts_the_connection()
    {
        var clock = new ConnectionClock(s_limits, At(0));
        clock.Check(At(10), true, true, At(10), 1);
        Assert.AreEqual(At(40), clock.Due);
        Assert.AreEqual(Verdict.CloseIgnored, clock.Check(At(40), true, true, At(10), 2));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
