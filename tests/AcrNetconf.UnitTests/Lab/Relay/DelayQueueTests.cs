using AcrNetconf.Lab.Relay;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.UnitTests.Lab.Relay;

[TestClass]
public sealed class DelayQueueTests
{
    [TestMethod]
    public void Earliest_leaves_first_and_equals_keep_their_order()
    {
        DelayQueue queue = new(8);
        foreach ((byte content, long due) in ((byte, long)[])[(1, 300), (2, 100), (3, 200), (4, 100)])
        {
            Assert.IsTrue(queue.TryAdd([content], content == 3 ? PtpChannel.General : PtpChannel.Event, due));
        }

        List<(byte Content, long Due, PtpChannel Channel)> left = [];
        while (queue.TryPeek(out long due))
        {
            left.Add((queue.Take(out PtpChannel channel)[0], due, channel));
        }

        CollectionAssert.AreEqual(
            new[] { (2, 100L, PtpChannel.Event), (4, 100L, PtpChannel.Event), (3, 200L, PtpChannel.General), (1, 300L, PtpChannel.Event) },
            left.Select(one => ((int)one.Content, one.Due, one.Channel)).ToArray());
    }

    [TestMethod]
    public void Full_queue_and_long_datagram_are_refused_and_room_returns()
    {
        DelayQueue queue = new(2);
        Assert.IsFalse(queue.TryAdd(new byte[DelayQueue.LongestDatagram + 1], PtpChannel.Event, 0));
        for (int round = 0; round < 5; round++)
        {
            Assert.IsTrue(queue.TryAdd(new byte[DelayQueue.LongestDatagram], PtpChannel.Event, round));
            Assert.IsTrue(queue.TryAdd([7], PtpChannel.Event, round));
            Assert.IsFalse(queue.TryAdd([8], PtpChannel.Event, round));
            Assert.AreEqual(DelayQueue.LongestDatagram, queue.Take(out _).Length);
            Assert.AreEqual(7, queue.Take(out _)[0]);
            Assert.AreEqual(0, queue.Count);
        }
    }
}
