using System.Net;
using AcrNetconf.Ssh.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Ssh.Authentication;

[TestClass]
public sealed class SourceThrottleTests
{
    private static readonly IPAddress s_source = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(2, 0)]
    [DataRow(3, 250)]
    [DataRow(4, 500)]
    [DataRow(7, 4000)]
    [DataRow(100, 4000)]
    public void Delay_doubles_after_the_free_failures_up_to_a_limit(int failures, int milliseconds)
    {
        var throttle = new SourceThrottle(_time);
        for (int i = 0; i < failures; i++)
        {
            throttle.Failed(s_source);
        }

        Assert.AreEqual(TimeSpan.FromMilliseconds(milliseconds), throttle.DelayFor(s_source));
        Assert.AreEqual(TimeSpan.Zero, throttle.DelayFor(IPAddress.Parse("192.0.2.2")));
    }

    [TestMethod]
    public void Success_and_time_both_forgive()
    {
        var throttle = new SourceThrottle(_time);
        Fail(throttle, s_source, 5);
        throttle.Succeeded(s_source);
        Assert.AreEqual(TimeSpan.Zero, throttle.DelayFor(s_source));
        Fail(throttle, s_source, 5);
        _time.Advance(SourceThrottle.Memory + TimeSpan.FromSeconds(1));
        Assert.AreEqual(TimeSpan.Zero, throttle.DelayFor(s_source));
        throttle.Failed(s_source);
        Assert.AreEqual(TimeSpan.Zero, throttle.DelayFor(s_source), "old failures must not count again");
    }

    [TestMethod]
    public void Addresses_of_one_ipv6_network_are_one_source()
    {
        var throttle = new SourceThrottle(_time);
        Fail(throttle, IPAddress.Parse("2001:db8::1"), 3);
        Assert.AreEqual(SourceThrottle.FirstDelay, throttle.DelayFor(IPAddress.Parse("2001:db8::ffff:2")));
        Assert.AreEqual(TimeSpan.Zero, throttle.DelayFor(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [TestMethod]
    public void Memory_is_bounded_and_forgets_the_oldest()
    {
        var throttle = new SourceThrottle(_time);
        Fail(throttle, s_source, 3);
        for (int i = 0; i < SourceThrottle.Capacity; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            throttle.Failed(new IPAddress(0x0A000000L + i));
        }

        Assert.AreEqual(TimeSpan.Zero, throttle.DelayFor(s_source));
    }

    private static void Fail(SourceThrottle throttle, IPAddress source, int count)
    {
        for (int i = 0; i < count; i++)
        {
            throttle.Failed(source);
        }
    }
}
