using AcrNetconf.Agent.Hosting;

namespace AcrNetconf.UnitTests.Agent.Hosting;

[TestClass]
public sealed class StampWatchTests
{
    [TestMethod]
    public void Thirty_two_unstamped_arrivals_are_a_verdict_given_once()
    {
        StampWatch watch = new();
        for (int packet = 0; packet < 31; packet++)
        {
            watch.OnReceived(stamped: false);
        }

        Assert.IsNull(watch.TakeVerdict());
        watch.OnReceived(stamped: false);
        Assert.AreEqual("stamped none of 32 received event messages", watch.TakeVerdict());
        Assert.IsNull(watch.TakeVerdict());
    }

    [TestMethod]
    public void Sixteen_missing_transmit_stamps_are_a_verdict()
    {
        StampWatch watch = new();
        watch.OnReceived(stamped: true);
        for (int packet = 0; packet < 16; packet++)
        {
            watch.OnSent(stamped: false);
        }

        Assert.AreEqual("stamped none of 16 sent event messages", watch.TakeVerdict());
    }

    [TestMethod]
    public void One_stamp_proves_the_device_for_good()
    {
        StampWatch watch = new();
        watch.OnReceived(stamped: true);
        watch.OnSent(stamped: true);
        for (int packet = 0; packet < 1000; packet++)
        {
            watch.OnReceived(stamped: false);
            watch.OnSent(stamped: false);
        }

        Assert.IsNull(watch.TakeVerdict());
    }

    [TestMethod]
    public void Other_sockets_start_with_a_clean_slate()
    {
        StampWatch watch = new();
        for (int packet = 0; packet < 40; packet++)
        {
            watch.OnReceived(stamped: false);
        }

        Assert.IsNotNull(watch.TakeVerdict());
        watch.Restart();
        Assert.IsNull(watch.TakeVerdict());
    }
}
