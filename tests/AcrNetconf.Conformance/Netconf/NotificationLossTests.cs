using System.Globalization;
using System.Xml.Linq;
using AcrNetconf.Netconf;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>A subscriber that reads too slowly: bounded memory, and it is told what it missed.</summary>
[TestClass]
public sealed class NotificationLossTests
{
    private const int Queue = 8;
    private const int Events = 1000;

    [TestMethod]
    [TestProperty("row", "B-29")]
    public async Task Subscriber_that_does_not_read_is_told_how_many_it_missed_and_nobody_waits_for_it()
    {
        await using var host = await NetconfHost.StartAsync(new NetconfOptions { Limits = new SessionLimits { MaxQueuedNotifications = Queue } });
        var slow = await host.ConnectAsync("slow", isRecovery: true);
        StringAssert.Contains(await NetconfHost.AskAsync(slow, "<create-subscription xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\"/>"), "<ok/>");
        var busy = await host.ConnectAsync("busy", isRecovery: true);
        for (var i = 0; i < Events; i++)
        {
            var edit = $"<edit-config><target><candidate/></target><config><box xmlns=\"urn:acr:test\"><name>n{i}</name></box></config></edit-config>";
            StringAssert.Contains(await NetconfHost.AskAsync(busy, edit), "<ok/>");
            StringAssert.Contains(await NetconfHost.AskAsync(busy, "<commit/>"), "<ok/>");
        }

        // One session-start, then one notification a commit; every one is either there or counted as lost, in its place.
        var (seen, lost) = (0L, 0L);
        while (seen + lost < Events + 1)
        {
            var document = XElement.Parse(NetconfText.Unchunk(await slow.ReceiveAsync(NetconfText.EndOfChunks)));
            if (document.Elements().SingleOrDefault(e => e.Name.LocalName == "notifications-lost") is { } report)
            {
                lost += long.Parse(report.Elements().Single().Value, CultureInfo.InvariantCulture);
            }
            else
            {
                seen++;
            }
        }

        Assert.AreEqual(Events + 1, seen + lost);
        Assert.IsGreaterThan(0, lost);
        Assert.IsTrue(host.Logger.Lines.Any(l => l.Contains("reads too slowly")), "the log says when losses began");
        Assert.IsTrue(host.Logger.Lines.Any(l => l.Contains("notifications were lost; the subscriber is told so")), "the log says how many");
    }
}
