using AcrNetconf.Interop.Agent;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Cli;

/// <summary><c>acr</c> against somebody else's server: netconfd of Debian behind sshd, in a namespace.</summary>
[TestClass]
public sealed class NetconfdTests
{
    [TestMethod]
    [Timeout(180_000, CooperativeCancellation = true)]
    public async Task Operations_of_acr_work_with_another_server()
    {
        var folder = Directory.CreateTempSubdirectory("acr-netconfd").FullName;
        using var host = NetworkNamespace.Create("nd");
        Prepare(folder);
        using var server = host.Start(
            "/usr/bin/env", $"HOME={folder}", "/usr/sbin/netconfd", "--no-startup", "--superuser=root", "--target=candidate", "--port=830", $"--ncxserver-sockname={folder}/socket", "--with-startup=false", "--log-level=info");
        using var ssh = host.Start("/usr/sbin/sshd", "-D", "-e", "-f", $"{folder}/sshd_config");
        Assert.IsTrue(await Eventually.TrueAsync(() => File.Exists($"{folder}/socket") && ssh.Output.Contains("Server listening"), TimeSpan.FromSeconds(30)), server.Output + ssh.Output);

        ToolResult Acr(params string[] arguments) => host.Run(Product.Acr, ["--user", "root", "--key", $"{folder}/key", .. arguments]);
        Expect(Acr("get-config"), "<nacm");
        Expect(Acr("get-schema", "ietf-system"), "module ietf-system");
        Expect(Acr("get", "--json"), "\"netconf-state\"");
        Expect(Acr("edit-config", "/ietf-system:system/contact=night shift"), "ok");
        Expect(Acr("diff", "running", "candidate"), "+ /system/contact night shift");
        Expect(Acr("commit"), "ok");
        Expect(Acr("get-config", "--json"), "\"contact\":\"night shift\"");
        Expect(Acr("edit-config", "--commit", "--delete", "/ietf-system:system/contact"), "ok");
        Assert.DoesNotContain("night shift", Acr("get-config").Text);
        Expect(Acr("lock", "--for", "0.1"), "candidate is locked");

        await File.WriteAllTextAsync($"{folder}/edit.xml", "<system xmlns=\"urn:ietf:params:xml:ns:yang:ietf-system\"><location>lab 3</location></system>");
        await File.WriteAllTextAsync($"{folder}/rpc.xml", "<get-config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><source><candidate/></source></get-config>");
        Expect(Acr("edit-config", $"{folder}/edit.xml"), "ok");
        Expect(Acr("validate", "--json"), "{\"ok\":true}");
        Expect(Acr("get-config", "--source", "candidate", "--filter", $"{folder}/edit.xml"), "<location>lab 3</location>");
        Expect(Acr("rpc", $"{folder}/rpc.xml"), "<location>lab 3</location>");
        Expect(Acr("get-config", "--source", "candidate", "--xpath", "/*[local-name()='system']/*[local-name()='location']"), "lab 3");
        Expect(Acr("discard"), "ok");
        Expect(Acr("diff", "--json"), "{\"equal\":true,\"changes\":[]}");
        ExpectRefusal(Acr("kill-session", "4711", "--json"), "\"ok\":false");
        ExpectRefusal(Acr("get-schema", "no-such-module"), "");
        ExpectRefusal(Acr("cancel-commit"), "");
        foreach (var ours in (string[])["plan", "history", "rollback 1"])
        {
            // Operations of our own module: the other server's refusal is shown as it is.
            ExpectRefusal(Acr([.. ours.Split(' '), "--json"]), "\"errorTag\":\"unknown-");
        }

        using (var events = host.Start(Product.Acr, "--user", "root", "--key", $"{folder}/key", "watch-events", "--count", "1"))
        {
            Assert.IsTrue(await Eventually.TrueAsync(() => Acr("get", "--json").Code == 0 && events.Output.Contains("session-"), TimeSpan.FromSeconds(30)), events.Output);
        }

        var refused = Acr("edit-config", "--json", "/ietf-system:system/clock/timezone-utc-offset=5000");
        Assert.AreEqual(1, refused.Code, refused.ToString());
        StringAssert.Contains(refused.Text, "{\"ok\":false,\"errors\":[{\"errorTag\":\"invalid-value\"");

        await File.WriteAllTextAsync($"{folder}/script", "system-view\nsystem contact \"day shift\"\ncommit\ndisplay this | include contact\nundo system contact\ncommit\nquit\n");
        Expect(host.Run("sh", "-c", $"{Product.Acr} --user root --key {folder}/key shell < {folder}/script"), "system contact \"day shift\"");
        Directory.Delete(folder, recursive: true);
    }

    private static void Expect(ToolResult result, string words)
    {
        Assert.AreEqual(0, result.Code, $"{result.Text}\n{result.Errors}");
        StringAssert.Contains(result.Text, words);
    }

    private static void ExpectRefusal(ToolResult result, string words)
    {
        Assert.AreEqual(1, result.Code, $"{result.Text}\n{result.Errors}");
        StringAssert.Contains(result.Text, words);
        Assert.AreNotEqual("", result.Errors);
    }

    private static void Prepare(string folder)
    {
        Directory.CreateDirectory($"{folder}/.yuma"); // where netconfd writes its startup configuration
        foreach (var name in (string[])["key", "host"])
        {
            Assert.AreEqual(0, Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", $"{folder}/{name}").Code);
        }

        // sshd wants its directory for privilege separation, which the package makes only when the service starts.
        Directory.CreateDirectory("/run/sshd");
        File.WriteAllText($"{folder}/sshd_config", $"""
            Port 830
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/key.pub
            StrictModes no
            PermitRootLogin yes
            UsePAM no
            PidFile {folder}/pid
            Subsystem netconf /usr/sbin/netconf-subsystem --ncxserver-sockname=830@{folder}/socket
            """);
    }
}
