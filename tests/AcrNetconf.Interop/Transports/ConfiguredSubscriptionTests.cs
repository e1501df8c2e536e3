using System.Globalization;
using AcrNetconf.Interop.Netconf;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Transports;

/// <summary>Configured subscriptions of the executable, received by a client that others wrote on the session it is called home for.</summary>
[TestClass]
public sealed class ConfiguredSubscriptionTests
{
    [TestMethod]
    [TestProperty("row", "8639-2.5.1 8639-2.5.2 8639-2.5.4 8639-2.5.6")]
    public async Task Receiver_is_called_home_cut_off_and_told_what_it_missed()
    {
        using var agent = Served.Start();
        agent.ConnectWhenUp().Dispose();
        var run = await Tool.RunAsync(
            Tool.Python,
            [
                Path.Combine(AppContext.BaseDirectory, "Transports", "configured_subscription.py"),
                agent.Folder.Port.ToString(CultureInfo.InvariantCulture), ServerFolder.FreePort().ToString(CultureInfo.InvariantCulture), Served.PasswordUser, Served.Password,
            ],
            patience: TimeSpan.FromSeconds(60));
        Assert.AreEqual("ok configured subscriptions", run.Text.Trim(), run + agent.Log);
    }
}
