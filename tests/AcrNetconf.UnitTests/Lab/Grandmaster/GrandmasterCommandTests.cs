using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Lab.Grandmaster;

[TestClass]
public sealed class GrandmasterCommandTests
{
    [TestMethod]
    public void Every_option_reaches_the_settings()
    {
        string? complaint = Read(
            "--listen 127.0.0.2 --listen fd00::1 --domain 9 --clock-class 90 --offset-ppb 12.5 --one-step --deny sync --deny delay-resp --mute announce "
            + "--event-port 1319 --general-port 1320 --max-duration 100 --fastest-interval -4 --dscp 46 --ttl 3 --minor-version 1 --hours 0.5 --json --vpn blue "
            + "--max-clients 2 --loss 0.25 --at 90:cancel=sync --at 30:clock-class=110",
            out GrandmasterOptions? options);
        Assert.IsNull(complaint);
        Assert.AreEqual(
            new GrandmasterOptions
            {
                Listen = options!.Listen,
                VpnInstance = "blue",
                EventPort = 1319,
                GeneralPort = 1320,
                Domain = 9,
                ClockClass = 90,
                OffsetPpb = 12.5,
                TwoStep = false,
                MinorVersion = 1,
                MaximumDurationSeconds = 100,
                FastestInterval = -4,
                Faults = GrandmasterFaults.DenySync | GrandmasterFaults.DenyDelayResp | GrandmasterFaults.MuteAnnounce,
                Dscp = 46,
                TimeToLive = 3,
                MaximumClients = 2,
                Loss = 0.25,
                Moments = [new(TimeSpan.FromSeconds(30), "clock-class", "110"), new(TimeSpan.FromSeconds(90), "cancel", "sync")],
                Duration = TimeSpan.FromMinutes(30),
                Json = true,
            },
            options);
        CollectionAssert.AreEqual(new[] { PtpAddress.Parse("127.0.0.2"), PtpAddress.Parse("fd00::1") }, options.Listen.ToArray());
    }

    [TestMethod]
    [DataRow("--listen localhost", "--listen localhost: not an IPv4 or IPv6 address")]
    [DataRow("--listen 127.0.0.2 --deny everything", "--deny everything: not a message this option knows")]
    [DataRow("--listen 127.0.0.2 --mute syncs", "--mute syncs: not a message this option knows")]
    [DataRow("--listen 127.0.0.2 --one-step --two-step", "--one-step and --two-step exclude each other")]
    [DataRow("--listen 127.0.0.2 --dscp 64", "--dscp is 0..63 and --ttl 1..255")]
    [DataRow("--listen 127.0.0.2 --duration 0", "--duration and --hours are positive")]
    [DataRow("--listen 127.0.0.2 --loss 2", "--loss is 0..1 and --max-clients at least 1")]
    [DataRow("--listen 127.0.0.2 --at 10:explode", "--at 10:explode: not SECONDS:CHANGE as --help describes it")]
    [DataRow("--listen 127.0.0.2 --at 10:clock-class=300", "--at 10:clock-class=300: not SECONDS:CHANGE as --help describes it")]
    [DataRow("--listen 127.0.0.2 --at cancel=sync", "--at cancel=sync: not SECONDS:CHANGE as --help describes it")]
    public void Nonsense_is_refused_with_a_sentence(string arguments, string sentence) => Assert.AreEqual(sentence, Read(arguments, out _));

    [TestMethod]
    [DataRow("127.0.0.2", "02ac12.007f.000002")]
    [DataRow("fd00::1", "02ac12.0000.000001")]
    public void Identity_follows_the_address(string address, string identity) =>
        Assert.AreEqual(identity, GrandmasterOptions.IdentityOf(PtpAddress.Parse(address)).ToString());

    [TestMethod]
    public void Moments_change_settings_or_cancel_services()
    {
        GrandmasterSettings settings = new() { Identity = new(1) };
        GrandmasterSettings Then(string text) => GrandmasterMoment.Parse(text)!.Apply(settings);
        Assert.AreEqual(settings with { ClockClass = new(110) }, Then("1:clock-class=110"));
        Assert.AreEqual(settings with { TwoStep = false }, Then("1:one-step"));
        Assert.AreEqual(settings with { Loss = 0.3 }, Then("1:loss=0.3"));
        Assert.AreEqual(settings with { OffsetPpb = -7.5 }, Then("1:offset-ppb=-7.5"));
        settings = Then("1:mute=follow-up");
        Assert.AreEqual(GrandmasterFaults.MuteFollowUp, settings.Faults);
        settings = Then("1:deny=sync");
        Assert.AreEqual(GrandmasterFaults.MuteFollowUp | GrandmasterFaults.DenySync, settings.Faults);
        settings = Then("1:send=follow-up");
        Assert.AreEqual(GrandmasterFaults.DenySync, settings.Faults);
        Assert.AreEqual(GrandmasterFaults.None, Then("1:grant=sync").Faults);
        CollectionAssert.AreEqual(new[] { MessageType.Announce, MessageType.Sync, MessageType.DelayResp }, GrandmasterMoment.Parse("2.5:cancel=all")!.Cancelled());
        CollectionAssert.AreEqual(Array.Empty<MessageType>(), GrandmasterMoment.Parse("2.5:one-step")!.Cancelled());
    }

    private static string? Read(string arguments, out GrandmasterOptions? options) =>
        GrandmasterCommand.Read(GrandmasterCommand.Create().Parse(arguments), out options);
}
