using System.Net;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Agent.Features.Users;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.UnitTests.Ssh.Authentication;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.UnitTests.Agent.Features;

/// <summary>What an author may not take from himself without a way back.</summary>
[TestClass]
public sealed class LockOutTests
{
    private const string Hash = "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5";
    private const string OtherHash = "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc6";

    private static readonly RequestOrigin Eve = new(7, "eve", "192.0.2.7") { Entrance = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 830) };

    private static readonly DataTree Before = SettingsTree.With(
        SettingsTree.Users(SettingsTree.User("eve", Hash, SshPublicKeyTests.Ed25519)), SettingsTree.Server(SettingsTree.Endpoint("mgmt", "192.0.2.1", 830)), SettingsTree.Admin("eve"));

    [TestMethod]
    [DataRow("<user nc:operation='delete'><name>eve</name></user>", true, DisplayName = "the account goes")]
    [DataRow("<user nc:operation='replace'><name>eve</name><password>" + OtherHash + "</password></user>", true, DisplayName = "every credential is another")]
    [DataRow("<user><name>eve</name><password nc:operation='delete'/></user>", false, DisplayName = "the key stays")]
    [DataRow("<user><name>eve</name><authorized-key nc:operation='delete'><name>k</name></authorized-key></user>", false, DisplayName = "the password stays")]
    [DataRow("<user><name>eve</name><password>" + OtherHash + "</password></user>", false, DisplayName = "another password, the key stays")]
    [DataRow("<user><name>bob</name></user>", false, DisplayName = "somebody else")]
    public void Account(string change, bool refused)
    {
        var after = SettingsTree.Edit(Before, SettingsTree.Users(change));
        var guard = new AccountGuard(new SystemModel(TestModel.Schema), new ServerModel(TestModel.Schema));
        var refusal = guard.Check(Eve, Before, after);
        Assert.AreEqual(refused ? "/ietf-system:system/authentication/user[name='eve']" : null, refusal?.Path?.ToString());
        Assert.IsNull(guard.Check(Eve with { IsRecovery = true }, Before, after), "no commit touches accounts of the command line");
        Assert.IsNull(guard.Check(Eve with { User = "mallory" }, Before, after), "an account that is not configured");
    }

    [TestMethod]
    public void Password_alone_is_nothing_where_passwords_are_not_admitted()
    {
        var onlyPassword = SettingsTree.Edit(Before, SettingsTree.Users("<user><name>eve</name><authorized-key nc:operation='delete'><name>k</name></authorized-key></user>"));
        var after = SettingsTree.Edit(onlyPassword, SettingsTree.Server(SettingsTree.Endpoint("mgmt", "192.0.2.1", 830, passwords: false)));
        var guard = new AccountGuard(new SystemModel(TestModel.Schema), new ServerModel(TestModel.Schema));
        Assert.IsNotNull(guard.Check(Eve, onlyPassword, after));
        Assert.IsNull(guard.Check(Eve with { Entrance = new IPEndPoint(IPAddress.Loopback, 8830) }, onlyPassword, after), "came through another door");
    }

    [TestMethod]
    [DataRow("192.0.2.1", 831, true, DisplayName = "the port moves")]
    [DataRow("192.0.2.2", 830, true, DisplayName = "the address moves")]
    [DataRow("0.0.0.0", 830, false, DisplayName = "more addresses")]
    [DataRow("::", 830, false, DisplayName = "all addresses")]
    public void Endpoint(string address, int port, bool refused)
    {
        var after = SettingsTree.Edit(
            Before, SettingsTree.Server("<listen><endpoints nc:operation='remove'/></listen>"));
        after = SettingsTree.Edit(after, SettingsTree.Server(SettingsTree.Endpoint("mgmt", address, port)));
        var guard = new ListenerGuard(new ServerModel(TestModel.Schema));
        Assert.AreEqual(refused, guard.Check(Eve, Before, after) is not null);
        Assert.AreEqual(refused, guard.Check(Eve with { IsRecovery = true }, Before, after) is not null, "whoever it is");
        Assert.IsNull(guard.Check(Eve with { Entrance = new IPEndPoint(IPAddress.Loopback, 8830) }, Before, after), "came through the command line's");
        Assert.IsNull(guard.Check(Eve with { Entrance = null }, Before, after), "came through no address at all");
    }

    [TestMethod]
    [DataRow("<groups nc:operation='remove'/>", "/ietf-netconf-acm:nacm: with these rules user eve, who makes this commit, may not change access control any more; use a confirmed commit if that is wanted", DisplayName = "out of the group")]
    [DataRow("<groups nc:operation='remove'/><write-default>permit</write-default>", "/ietf-netconf-acm:nacm: with these rules user eve, who makes this commit, may not change access control any more; use a confirmed commit if that is wanted", DisplayName = "access control is denied by default")]
    [DataRow("<rule-list><name>admin</name><rule nc:operation='create' xmlns:y='urn:ietf:params:xml:ns:yang:1' y:insert='first'><name>no</name><rpc-name>commit</rpc-name><action>deny</action></rule></rule-list>", "/ietf-netconf-acm:nacm: with these rules user eve, who makes this commit, may not commit any more; use a confirmed commit if that is wanted", DisplayName = "no commit")]
    [DataRow("<groups nc:operation='remove'/><enable-nacm>false</enable-nacm>", null, DisplayName = "no access control at all")]
    [DataRow("<groups><group><name>other</name><user-name>bob</user-name></group></groups>", null, DisplayName = "another group")]
    [TestProperty("row", "8341-lock-out")]
    public void Rules(string change, string? sentence)
    {
        var after = SettingsTree.Edit(Before, $"<nacm xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-acm\">{change}</nacm>");
        ICommitGuard guard = new NacmAccess(new DatastoreSet(TestModel.Schema));
        Assert.AreEqual(sentence, guard.Check(Eve, Before, after)?.Message);
        Assert.IsNull(guard.Check(Eve with { IsRecovery = true }, Before, after));
        Assert.IsNull(guard.Check(Eve with { User = "bob" }, Before, after), "who could not before loses nothing");
    }

    /// <summary>A guard that always objects, on the coordinator: who is asked and who is not.</summary>
    [TestMethod]
    public async Task Only_changes_that_nothing_takes_back_are_asked_about()
    {
        await using var world = await CommitWorld.StartAsync();
        var guard = new Objection();
        world.Coordinator.Protect(guard);
        Assert.AreEqual("no", (await world.CommitAsync("<domain>5</domain>")).Single().Message);
        Assert.AreEqual("no", (await world.CommitAsync("<domain>5</domain>", new CommitRequest { Confirmed = true, Gate = new HealthGate(1) })).Single().Message, "the clock's word is not the author's");
        Assert.IsEmpty(await world.CommitAsync("<domain>5</domain>", new CommitRequest { Confirmed = true }));
        Assert.IsEmpty(await world.Coordinator.CommitAsync(CommitWorld.Operator, new CommitRequest(), CancellationToken.None), "confirming changes nothing");
        Assert.AreEqual(2, guard.Asked);
    }

    private sealed class Objection : ICommitGuard
    {
        public int Asked { get; private set; }

        public AcrNetconf.Yang.Validation.Violation? Check(RequestOrigin origin, DataTree from, DataTree to)
        {
            Asked++;
            return new AcrNetconf.Yang.Validation.Violation("operation-failed", null, null, "no");
        }
    }
}
