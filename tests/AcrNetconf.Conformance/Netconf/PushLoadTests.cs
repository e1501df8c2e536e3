using System.Globalization;
using System.Xml.Linq;
using AcrNetconf.Netconf;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>Datastore subscriptions under load: a receiver that does not read, and a day that passes.</summary>
[TestClass]
[DoNotParallelize] // memory is measured
public sealed class PushLoadTests
{
    private const string OnChange = "<on-change xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\"/>";
    private const string Subscriptions = "<get><filter><subscriptions xmlns=\"urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications\"/></filter></get>";
    private const int Hourly = 97;
    private const string EveryHour = "<periodic xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\"><period>360000</period></periodic>";
    private const string EveryFiveMinutes = "<periodic xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\"><period>30000</period></periodic>";

    [TestMethod]
    [TestProperty("row", "8639-2.7.4 8641-3.11")]
    public async Task Receiver_that_does_not_read_is_suspended_told_what_it_missed_and_synchronised_anew()
    {
        const int Most = 40_000;
        await using var host = await NetconfHost.StartAsync(new NetconfOptions { Limits = new SessionLimits { MaxQueuedNotifications = 8 } });
        var slow = await host.ConnectAsync("slow", isRecovery: true);
        StringAssert.Contains(await NetconfHost.AskAsync(slow, Establish(OnChange)), "<id ");
        StringAssert.Contains(await slow.ReceiveAsync(NetconfText.EndOfChunks), "<uptime>42</uptime>");
        var busy = await host.ConnectAsync("busy", isRecovery: true);
        var value = 1000;
        while (!(await NetconfHost.AskAsync(busy, Subscriptions)).Contains("<state>suspended</state>", StringComparison.Ordinal))
        {
            Assert.IsLessThan(Most, value, "nothing piles up");
            for (var i = 0; i < 250; i++)
            {
                StringAssert.Contains(await NetconfHost.AskAsync(busy, SetUptime(++value)), "<ok/>");
            }
        }

        StringAssert.Contains(await NetconfHost.AskAsync(busy, SetUptime(++value)), "<ok/>");
        var seen = new List<string>();
        var lost = 0L;
        var last = "";
        while (!last.Contains($">{value}</uptime>", StringComparison.Ordinal))
        {
            var reading = slow.ReceiveAsync(NetconfText.EndOfChunks);
            while (!reading.IsCompleted)
            {
                host.Time.Advance(TimeSpan.FromSeconds(1)); // a suspended subscription is looked at again every second
                await Task.WhenAny(reading, Task.Delay(5));
            }

            last = NetconfText.Unchunk(await reading);
            var content = XElement.Parse(last).Elements().Last();
            seen.Add(content.Name.LocalName);
            lost += content.Name.LocalName == "notifications-lost" ? long.Parse(content.Elements().Single().Value, CultureInfo.InvariantCulture) : 0;
        }

        CollectionAssert.Contains(seen, "subscription-suspended");
        var resumed = seen.LastIndexOf("subscription-resumed");
        Assert.IsGreaterThan(seen.IndexOf("subscription-suspended"), resumed);
        Assert.AreEqual("push-update", seen.Skip(resumed).First(n => n.StartsWith("push", StringComparison.Ordinal)), "it is synchronised anew");
        Assert.IsGreaterThan(0L, lost, "the gap is told with its size");
    }

    [TestMethod]
    [TestProperty("row", "8639-2.7.4 8641-3.11")]
    public async Task Full_update_is_owed_after_a_suspension_even_when_everything_is_as_it_was_sent()
    {
        await using var host = await NetconfHost.StartAsync(new NetconfOptions { Limits = new SessionLimits { MaxQueuedNotifications = 8 } });
        var slow = await host.ConnectAsync("slow", isRecovery: true);
        StringAssert.Contains(await NetconfHost.AskAsync(slow, Establish(OnChange)), "<id ");

        // It is served after the slow one: what it has read, the slow one has been sent or denied.
        var witness = await host.ConnectAsync("witness", isRecovery: true);
        StringAssert.Contains(await NetconfHost.AskAsync(witness, Establish(OnChange)), "<id ");
        await witness.ReceiveAsync(NetconfText.EndOfChunks);
        var busy = await host.ConnectAsync("busy", isRecovery: true);
        var value = 1000;
        do
        {
            Assert.IsLessThan(10_000, value, "nothing piles up");
            await ChangeAsync(++value);
        }
        while (!(await NetconfHost.AskAsync(busy, Subscriptions)).Contains("<state>suspended</state>", StringComparison.Ordinal));

        await ChangeAsync(--value);
        var (seen, last) = (new List<string>(), "");
        while (!seen.Contains("subscription-resumed") || !seen[^1].StartsWith("push", StringComparison.Ordinal))
        {
            var reading = slow.ReceiveAsync(NetconfText.EndOfChunks);
            while (!reading.IsCompleted)
            {
                host.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(reading, Task.Delay(5));
            }

            (var before, last) = (last, NetconfText.Unchunk(await reading));
            seen.Add(XElement.Parse(last).Elements().Last().Name.LocalName);
            if (seen[^1] == "subscription-suspended")
            {
                StringAssert.Contains(before, $">{value}</uptime>", "the last it was sent is what is in force now");
            }
        }

        Assert.AreEqual("push-update", seen[^1]);
        StringAssert.Contains(last, $"<uptime>{value}</uptime>");

        async Task ChangeAsync(int to)
        {
            StringAssert.Contains(await NetconfHost.AskAsync(busy, SetUptime(to)), "<ok/>");
            StringAssert.Contains(await witness.ReceiveAsync(NetconfText.EndOfChunks), $">{to}</uptime>");
        }
    }

    [TestMethod]
    [TestProperty("row", "8641-3.1")]
    public async Task A_day_of_updates_to_100_subscribers_leaves_nothing_behind()
    {
        const int Periods = 24 * 60 / 5;
        const int PeriodsPerHour = 60 / 5;
        var patient = new SessionLimits { WriteTimeout = TimeSpan.FromDays(2), IdleTimeout = Timeout.InfiniteTimeSpan }; // time passes in leaps here
        await using var host = await NetconfHost.StartAsync(new NetconfOptions { Limits = patient });
        var sessions = new List<PipeChannel>();
        for (var i = 0; i < 3 + Hourly; i++)
        {
            var session = await host.ConnectAsync($"s{i}", isRecovery: true);
            StringAssert.Contains(await NetconfHost.AskAsync(session, Establish(i == 0 ? OnChange : i < 3 ? EveryFiveMinutes : EveryHour)), "<id ");
            await session.ReceiveAsync(NetconfText.EndOfChunks);
            sessions.Add(session);
        }

        var control = await host.ConnectAsync("control", isRecovery: true);
        var settled = 0L;
        for (var period = 1; period <= Periods; period++)
        {
            await NetconfHost.AskAsync(control, SetUptime(period));
            StringAssert.Contains(await sessions[0].ReceiveAsync(NetconfText.EndOfChunks), "push-change-update");
            host.Time.Advance(TimeSpan.FromMinutes(5));
            foreach (var session in sessions.Skip(1).Take(period % PeriodsPerHour == 0 ? 2 + Hourly : 2))
            {
                StringAssert.Contains(await session.ReceiveAsync(NetconfText.EndOfChunks), $"<uptime>{period}</uptime>");
            }

            // Subscriptions that come and go must go without a trace too.
            var reply = XElement.Parse(await NetconfHost.AskAsync(control, Establish(OnChange)));
            await control.ReceiveAsync(NetconfText.EndOfChunks);
            StringAssert.Contains(await NetconfHost.AskAsync(control, $"<delete-subscription xmlns=\"urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications\"><id>{reply.Value}</id></delete-subscription>"), "<ok/>");
            if (period == 24)
            {
                settled = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - settled;
        Assert.IsLessThan(512 * 1024L, growth, $"{growth} bytes more after 24 hours than after two");
    }

    private static string SetUptime(int value) => string.Create(CultureInfo.InvariantCulture, $"<set-uptime xmlns=\"urn:acr:test\"><uptime>{value}</uptime></set-uptime>");

    private static string Establish(string trigger)
        => "<establish-subscription xmlns=\"urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications\">"
            + "<datastore xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\" xmlns:ds=\"urn:ietf:params:xml:ns:yang:ietf-datastores\">ds:operational</datastore>"
            + "<datastore-xpath-filter xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\">/acr-test:status/uptime</datastore-xpath-filter>"
            + trigger + "</establish-subscription>";
}
