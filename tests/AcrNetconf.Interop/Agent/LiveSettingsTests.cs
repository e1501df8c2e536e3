using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AcrNetconf.Interop.Netconf;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Agent;

/// <summary>Port, host key, user key, access rules and limits change by commit while fifty sessions work: none is dropped, and nobody is let in who must not be.</summary>
[TestClass]
public sealed class LiveSettingsTests
{
    private const int Sessions = 50;

    private const string Admins = "<groups><group><name>admin</name><user-name>alice</user-name></group></groups>"
        + "<rule-list><name>admin</name><group>admin</group><rule><name>all</name><action>permit</action></rule></rule-list>";

    /// <summary>ncclient as a user that is configured with a password in the clear: what access control gives it, and no more.</summary>
    [TestMethod]
    [TestProperty("row", "7317-3.3-clear")]
    [TestProperty("row", "7317-3.5-users")]
    [TestProperty("row", "8341-3.3")]
    public void Configured_user_is_subject_to_access_control()
    {
        using var agent = Served.Start();
        agent.ConnectWhenUp().Dispose();
        var script = Tool.Run(
            Tool.Python, Path.Combine(AppContext.BaseDirectory, "Agent", "configured_user.py"), agent.Folder.Port.ToString(CultureInfo.InvariantCulture), Served.PasswordUser, Served.Password);
        Assert.AreEqual(0, script.Code, $"{script}\n{agent.Log}");
    }

    [TestMethod]
    public void Operators_command_makes_a_user_and_removes_it()
    {
        using var agent = Served.Start();
        var dave = new SshTarget(agent.Folder.Port, "dave", Settings.MakeKey(agent.Folder, "dave"));
        using var driver = agent.ConnectWhenUp();
        Commit(driver, Settings.Access("<rule-list><name>timing</name><group>timing</group><rule><name>ptp</name><module-name>ptp-adaptive</module-name><action>permit</action></rule></rule-list>"));
        string[] connection = ["--port", dave.Port.ToString(CultureInfo.InvariantCulture), "--user", agent.Target.User, "--key", agent.Target.KeyFile];
        var made = Tool.Run(Product.Acr, [.. connection, "set-user", "dave", "--authorized-keys", dave.KeyFile + ".pub", "--group", "timing", "--comment", "a new colleague"]);
        Assert.AreEqual(0, made.Code, made.ToString());
        using (var session = NetconfPeer.Connect(dave))
        {
            Commit(session, "<ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><domain>9</domain></ptp-adaptive>");
        }

        Assert.AreEqual(0, Tool.Run(Product.Acr, [.. connection, "set-user", "dave", "--remove"]).Code);
        AssertRefused(dave, "refused");
    }

    [TestMethod]
    [Timeout(120_000)]
    [TestProperty("row", "7317-3.5-users")]
    public void Settings_change_under_fifty_working_sessions_and_nobody_locks_himself_out()
    {
        using var agent = Served.Start();
        var folder = agent.Folder;
        var (oldKey, newKey, bobKey) = (Settings.MakeKey(folder, "alice-old"), Settings.MakeKey(folder, "alice-new"), Settings.MakeKey(folder, "bob"));
        var (oldHost, newHost) = (Settings.MakeKey(folder, "old"), Settings.MakeKey(folder, "new"));
        var (oldPort, newPort) = (ServerFolder.FreePort(), ServerFolder.FreePort());
        using var driver = agent.ConnectWhenUp();
        Commit(
            driver, Settings.Users(Settings.User("alice", oldKey) + Settings.User("bob", bobKey)), Settings.Access(Admins),
            Settings.Server(Settings.HostKeys(oldHost, newHost) + Settings.Endpoint("mgmt", oldPort, "old")));
        Assert.AreEqual(PublicKey(oldHost), KeyAt(oldPort));

        SshTarget alice = new(oldPort, "alice", oldKey), bob = new(oldPort, "bob", bobKey);
        using var working = new WorkingSessions([.. Enumerable.Range(0, Sessions).Select(i => NetconfPeer.Connect(i % 5 == 0 ? bob : alice))]);
        working.AssertAllWork("at first");

        Commit(driver, Settings.Server(Settings.Endpoint("mgmt", newPort, "old")));
        AssertRefused(alice, "cannot connect");
        (alice, bob) = (alice with { Port = newPort }, bob with { Port = newPort });
        AssertIn(alice);
        working.AssertAllWork("after the port moved");

        AssertNobodyIsTurnedAwayWhileKeysChange(driver, alice);
        Assert.AreEqual(PublicKey(newHost), KeyAt(newPort));
        working.AssertAllWork("after the host key changed");

        Commit(driver, Settings.Users(Settings.User("alice", newKey)));
        AssertRefused(alice, "refused");
        alice = alice with { KeyFile = newKey };
        AssertIn(alice);
        working.AssertAllWork("after the user's key changed");

        AssertAccessFollowsTheRules(driver, bob, working);
        AssertLockOutIsRefused(alice, newPort, bobKey);
        Commit(driver, Settings.Users("<user nc:operation=\"delete\"><name>bob</name></user>"));
        AssertRefused(bob, "refused");
        working.AssertAllWork("after a user of theirs was deleted");
        AssertLimitsAreLive(agent);
        AssertWhatTheCommandLineGaveIsTheSystems(agent);
        working.AssertAllWork("after the limits changed");

        agent.Kill();
        agent.Restart();
        using var again = agent.ConnectWhenUp();
        AssertIn(alice);
        Assert.AreEqual(PublicKey(newHost), KeyAt(newPort));
        AssertRefused(bob, "refused");
    }

    private static void AssertNobodyIsTurnedAwayWhileKeysChange(NetconfPeer driver, SshTarget alice)
    {
        var changing = true;
        var newcomers = Task.Run(() =>
        {
            var count = 0;
            for (; Volatile.Read(ref changing); count++)
            {
                AssertIn(alice);
            }

            return count;
        });
        for (var i = 1; i <= 20; i++)
        {
            Commit(driver, Settings.Server(Settings.Endpoint("mgmt", alice.Port, i % 2 == 0 ? "new" : "old")));
            Thread.Sleep(20);
        }

        Volatile.Write(ref changing, false);
        Assert.IsGreaterThan(1, newcomers.GetAwaiter().GetResult());
    }

    private static void AssertAccessFollowsTheRules(NetconfPeer driver, SshTarget bob, WorkingSessions working)
    {
        using var session = NetconfPeer.Connect(bob);
        StringAssert.Contains(session.MustSucceed("<get-config><source><running/></source></get-config>"), "<name>alice</name>");
        Assert.DoesNotContain("private-key", session.MustSucceed("<get-config><source><running/></source></get-config>"), "denied unless a rule allows it");
        StringAssert.Contains(session.Rpc(Settings.Edit("<ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><domain>5</domain></ptp-adaptive>")), "access-denied");
        const string Rules = "<groups><group><name>timing</name><user-name>bob</user-name></group></groups><rule-list nc:operation=\"create\"><name>timing</name><group>timing</group>"
            + "<rule><name>ptp</name><module-name>ptp-adaptive</module-name><action>permit</action></rule>"
            + "<rule><name>users</name><module-name>ietf-system</module-name><action>deny</action></rule></rule-list>";
        Commit(driver, Settings.Access(Rules));

        // The session that was there before meets the new rules with its next request.
        Commit(session, "<ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><domain>5</domain></ptp-adaptive>");
        Assert.DoesNotContain("<name>alice</name>", session.MustSucceed("<get-config><source><running/></source></get-config>"));
        StringAssert.Contains(session.Rpc(Settings.Edit(Settings.Users("<user><name>mallory</name></user>"))), "access-denied");
        working.AssertAllWork("after the access rules changed");
    }

    private static void AssertLimitsAreLive(AgentServer agent)
    {
        using var silent = agent.Connect();
        using (var session = agent.Connect())
        {
            Commit(session, Settings.Server("<listen><idle-timeout>3</idle-timeout></listen><limits><max-sessions-per-user>1000</max-sessions-per-user></limits><logging><level>warning</level></logging>"));
        }

        Assert.IsTrue(silent.WaitForEnd(15_000), "a session that was silent before meets the new time as well");
        using var next = agent.Connect();
        Commit(next, Settings.Server("<listen><idle-timeout nc:operation=\"remove\"/></listen><logging nc:operation=\"remove\"/>"));
        StringAssert.Contains(
            next.MustSucceed("<get><filter><netconf-server xmlns=\"urn:acr-netconf:yang:acr-server\"><state/></netconf-server></filter></get>"),
            "<idle-timeout>3600</idle-timeout><hello-timeout>30</hello-timeout><write-timeout>60</write-timeout><max-sessions>1024</max-sessions><max-sessions-per-user>1000</max-sessions-per-user><log-level>information</log-level>");
    }

    private static void AssertWhatTheCommandLineGaveIsTheSystems(AgentServer agent)
    {
        using var session = agent.Connect();
        var reply = session.MustSucceed(
            "<get-data xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-nmda\" xmlns:ds=\"urn:ietf:params:xml:ns:yang:ietf-datastores\" xmlns:or=\"urn:ietf:params:xml:ns:yang:ietf-origin\">"
                + "<datastore>ds:operational</datastore><config-filter>true</config-filter><origin-filter>or:system</origin-filter><with-origin/></get-data>");
        StringAssert.Contains(reply, string.Create(CultureInfo.InvariantCulture, $"<name>command-line 127.0.0.1:{agent.Target.Port}</name>"));
        StringAssert.Contains(reply, $"<name>{agent.Target.User}</name>");
        Assert.DoesNotContain("<name>mgmt</name>", reply);
        StringAssert.Contains(session.Rpc(Settings.Edit(Settings.Users($"<user nc:operation=\"delete\"><name>{agent.Target.User}</name></user>"))), "data-missing");
    }

    private static void AssertLockOutIsRefused(SshTarget alice, int port, string otherKey)
    {
        using var session = NetconfPeer.Connect(alice);
        (string Change, string Words)[] attempts =
        [
            (Settings.Users("<user nc:operation=\"delete\"><name>alice</name></user>"), "could not log in any more"),
            (Settings.Users(Settings.User("alice", otherKey)), "could not log in any more"),
            (Settings.Server(Settings.Endpoint("mgmt", ServerFolder.FreePort(), "new")), $"came through 127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}, which would not be listened on any more"),
            (Settings.Access("<groups><group nc:operation=\"delete\"><name>admin</name></group></groups>"), "may not change access control any more"),
        ];
        foreach (var (change, words) in attempts)
        {
            session.MustSucceed(Settings.Edit(change));
            StringAssert.Contains(session.Rpc("<commit/>"), words);
            session.MustSucceed("<discard-changes/>");
        }

        // Guarded by a confirmed commit it may be tried, and is taken back.
        session.MustSucceed(Settings.Edit(attempts[0].Change));
        session.MustSucceed("<commit><confirmed/></commit>");
        AssertRefused(alice, "refused");
        session.MustSucceed("<cancel-commit/>");
        AssertIn(alice);
    }

    private static void AssertIn(SshTarget target)
    {
        using var session = NetconfPeer.Connect(target);
        session.MustSucceed("<close-session/>");
    }

    private static void AssertRefused(SshTarget target, string words)
        => StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => NetconfPeer.Connect(target).Dispose(), $"{target} was let in").Message, words);

    private static void Commit(NetconfPeer session, params string[] parts)
    {
        session.MustSucceed(Settings.Edit(parts));
        session.MustSucceed("<commit/>");
    }

    /// <summary>The host key a stranger is shown.</summary>
    private static string KeyAt(int port)
    {
        var scan = Tool.Run("ssh-keyscan", "-t", "ed25519", "-p", port.ToString(CultureInfo.InvariantCulture), "127.0.0.1");
        return scan.Text.Trim().Split(' ')[^1];
    }

    private static string PublicKey(string file) => File.ReadAllText(file + ".pub").Split(' ')[1];
}
