using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Agent;

/// <summary>What the surroundings of a service see: metrics, and the signs of life a service manager waits for.</summary>
[TestClass]
public sealed class ServiceTests
{
    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task Metrics_tell_of_client_servo_sessions_and_commits()
    {
        using var host = NetworkNamespace.Create("mt");
        using var server = host.Start(Product.Lab, "gm", "--listen", "127.0.0.11", "--domain", "0", "--clock-class", "84");
        using var agent = await AgentProcess.StartAsync(host, "--metrics", "9810");
        agent.Change("""
            <enable>true</enable><device-type>client</device-type><local-ip>127.0.0.10</local-ip>
            <remote-server><server-id>1</server-id><ip-address>127.0.0.11</ip-address></remote-server>
            <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
            """);
        var page = "";
        var complete = await Eventually.TrueAsync(
            () => (page = Scrape(host)).Contains("acr_ptp_grant_in_force{server=\"1\",message=\"Sync\"} 1\n") && page.Contains("acr_servo_frequency_ppb "),
            TimeSpan.FromSeconds(60));
        Assert.IsTrue(complete, page + agent.Output);
        StringAssert.Contains(page, "acr_commits_total{kind=");
        StringAssert.Contains(page, "# TYPE acr_netconf_rpcs_total counter\n");
        StringAssert.Contains(page, "acr_ptp_received_total{server=\"1\",message=\"Announce\"} ");
        StringAssert.Contains(page, "acr_ptp_trace_source 1\n");
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "Its end is what ends the listener.")]
    public async Task The_service_manager_hears_ready_signs_of_life_and_stopping()
    {
        var folder = Directory.CreateTempSubdirectory("acr-notify").FullName;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint($"{folder}/notify"));
        var heard = new StringBuilder();
        var listening = ListenAsync(socket, heard);
        using (var agent = BackgroundProcess.Start(
            "env", [$"NOTIFY_SOCKET={folder}/notify", "WATCHDOG_USEC=200000", Product.Agent, "--listen", "127.0.0.1:0", "--state", $"{folder}/state"]))
        {
            Assert.IsTrue(await Eventually.TrueAsync(() => Heard(heard).Contains("WATCHDOG=1"), TimeSpan.FromSeconds(60)), Heard(heard) + agent.Output);
            Assert.AreEqual(0, agent.Terminate());
        }

        Assert.IsTrue(await Eventually.TrueAsync(() => Heard(heard).Contains("STOPPING=1"), TimeSpan.FromSeconds(10)));
        StringAssert.StartsWith(Heard(heard), "READY=1\nSTATUS=NETCONF on ssh 127.0.0.1:");
        socket.Dispose();
        await listening;
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task A_second_agent_is_kept_out_of_the_state_of_the_first()
    {
        var folder = Directory.CreateTempSubdirectory("acr-state").FullName;
        using (var first = BackgroundProcess.Start(Product.Agent, ["--listen", "127.0.0.1:0", "--state", folder]))
        {
            Assert.IsTrue(await first.WaitForOutputAsync("acr-netconf ready:", TimeSpan.FromSeconds(60)), first.Output);
            var second = Tool.Run(Product.Agent, "--listen", "127.0.0.1:0", "--state", folder);
            Assert.AreEqual(1, second.Code, second.ToString());
            StringAssert.Contains(second.Errors, $"the state directory {folder} cannot be used: another acr-netconf uses it");
            _ = Tool.Run("kill", "-KILL", first.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        using (var third = BackgroundProcess.Start(Product.Agent, ["--listen", "127.0.0.1:0", "--state", folder]))
        {
            Assert.IsTrue(await third.WaitForOutputAsync("acr-netconf ready:", TimeSpan.FromSeconds(60)), third.Output);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Scrape(NetworkNamespace host)
        => host.Run("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9810; printf 'GET /metrics HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3; cat <&3").Text;

    private static string Heard(StringBuilder heard)
    {
        lock (heard)
        {
            return heard.ToString();
        }
    }

    private static async Task ListenAsync(Socket socket, StringBuilder heard)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var count = await socket.ReceiveAsync(buffer, SocketFlags.None);
                lock (heard)
                {
                    heard.Append(Encoding.UTF8.GetString(buffer, 0, count)).Append('\n');
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
