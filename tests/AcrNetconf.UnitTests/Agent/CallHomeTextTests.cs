using AcrNetconf.Agent;
using AcrNetconf.Transports.CallHome;

namespace AcrNetconf.UnitTests.Agent;

[TestClass]
public sealed class CallHomeTextTests
{
    [TestMethod]
    [TestProperty("row", "8071-4.1-ssh 8071-4.1-tls")]
    public void Endpoints_take_the_registered_ports_and_settings_have_defaults()
    {
        Assert.IsTrue(CallHomeText.TryParse("noc=ssh://192.0.2.1,tls://noc.example,ssh://[2001:db8::1]:22", out var client, out _));
        Assert.AreEqual(
            new CallHomeClient("noc", [new("1", CallHomeProtocol.Ssh, "192.0.2.1", 4334), new("2", CallHomeProtocol.Tls, "noc.example", 4335), new("3", CallHomeProtocol.Ssh, "2001:db8::1", 22)]),
            client);
    }

    [TestMethod]
    public void Settings_follow()
    {
        const string Text = "noc=tls://h,period=90,anchor-time=2026-01-01T00:15:00Z,idle-timeout=2.5,start-with=last-connected,max-wait=7,max-attempts=9,first-pause=0.5,longest-pause=30";
        Assert.IsTrue(CallHomeText.TryParse(Text, out var client, out _));
        Assert.AreEqual(
            new CallHomeClient("noc", [new("1", CallHomeProtocol.Tls, "h", 4335)])
            {
                Connection = new CallHomeConnection.Periodic(TimeSpan.FromMinutes(90), new DateTimeOffset(2026, 1, 1, 0, 15, 0, TimeSpan.Zero), TimeSpan.FromSeconds(2.5)),
                StartWith = CallHomeStart.LastConnected,
                MaxWait = TimeSpan.FromSeconds(7),
                MaxAttempts = 9,
                FirstPause = TimeSpan.FromSeconds(0.5),
                LongestPause = TimeSpan.FromSeconds(30),
            },
            client);
    }

    [TestMethod]
    [DataRow("noc", "is not NAME=URL,...")]
    [DataRow("=ssh://h", "is not NAME=URL,...")]
    [DataRow("noc=period=5", "names no endpoint")]
    [DataRow("noc=ssh://", "has 'ssh://', which is neither ssh://HOST[:PORT] or tls://HOST[:PORT] nor a setting")]
    [DataRow("noc=ssh://h/x", "has 'ssh://h/x', which is neither ssh://HOST[:PORT] or tls://HOST[:PORT] nor a setting")]
    [DataRow("noc=ssh://h,period=0", "has 'period=0', which is neither ssh://HOST[:PORT] or tls://HOST[:PORT] nor a setting")]
    [DataRow("noc=ssh://h,max-attempts=0", "has 'max-attempts=0', which is neither ssh://HOST[:PORT] or tls://HOST[:PORT] nor a setting")]
    public void Anything_else_is_a_sentence(string text, string sentence)
    {
        Assert.IsFalse(CallHomeText.TryParse(text, out var client, out var problem));
        Assert.AreEqual((null, sentence), (client, problem));
    }
}
