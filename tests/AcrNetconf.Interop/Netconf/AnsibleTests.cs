using System.Globalization;
using AcrNetconf.Interop.Ssh;

namespace AcrNetconf.Interop.Netconf;

/// <summary>Ansible's netconf_config, netconf_get and netconf_rpc (Debian package ansible).</summary>
[TestClass]
[DoNotParallelize]
public sealed class AnsibleTests
{
    [TestMethod]
    [TestProperty("row", "C-20 C-28 C-29 C-31 C-41")]
    public async Task A_playbook_of_every_operation_does_what_it_should()
    {
        using var agent = Served.Start("--log-level", "Warning");
        agent.ConnectWhenUp().Dispose();
        string[] variables =
        [
            "ansible_connection=ansible.netcommon.netconf", "ansible_network_os=default",
            string.Create(CultureInfo.InvariantCulture, $"ansible_port={agent.Folder.Port}"),
            $"ansible_user={Served.PasswordUser}", $"ansible_password={Served.Password}", $"backup_folder={agent.Folder.Path}",
        ];
        var run = await Tool.RunAsync(
            "ansible-playbook",
            ["-i", "127.0.0.1,", .. variables.SelectMany(v => new[] { "-e", v }), Path.Combine(Served.ModuleFolder, "ansible.yml")],
            environment: new Dictionary<string, string> { ["HOME"] = agent.Folder.Path, ["ANSIBLE_HOST_KEY_CHECKING"] = "False", ["ANSIBLE_NOCOLOR"] = "1" },
            patience: TimeSpan.FromMinutes(4));
        Assert.AreEqual(0, run.Code, run.Text + run.Errors);
        using var peer = agent.Connect();
        var running = peer.MustSucceed(Served.Get("running"));
        Assert.AreEqual("from ansible", Served.Leaf(running, "name"));
        Assert.IsNull(Served.Leaf(running, "level"), running);
    }
}
