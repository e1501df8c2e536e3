using AcrNetconf.Agent.Features.Users;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.UnitTests.Datastores.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Features.Users;

[TestClass]
public sealed class PasswordKeepingTests
{
    [TestMethod]
    public void Clear_text_is_hashed_and_written_again_changes_nothing()
    {
        var kept = PasswordKeeping.Keep(null, "$0$secret");
        StringAssert.StartsWith(kept, "$6$");
        Assert.AreEqual(kept, PasswordKeeping.Keep(kept, "$0$secret"));
        Assert.AreNotEqual(kept, PasswordKeeping.Keep(kept, "$0$other"));
        Assert.AreEqual(kept, PasswordKeeping.Keep(null, kept));
    }

    /// <summary>RFC 7317 §3.3: clear text is replaced when it is received; no datastore holds it, candidate included.</summary>
    [TestMethod]
    [TestProperty("row", "7317-3.3-clear")]
    public async Task No_datastore_ever_holds_clear_text()
    {
        var schema = TestModel.Schema;
        var builder = new FeatureBuilder(schema).Rewrite(new SystemModel(schema).Password, PasswordKeeping.Keep);
        var stores = new DatastoreSet(schema);
        var file = Path.Combine(Path.GetTempPath(), $"acr-passwords-{Guid.NewGuid():N}.db");
        using var log = SqliteCommitLog.Open(file);
        await using var coordinator = new CommitCoordinator(stores, builder.Build(), log, new FakeTimeProvider(), NullLogger.Instance);
        var load = SettingsTree.With(SettingsTree.Users(SettingsTree.User("loaded", "$0$secret")));
        Assert.IsEmpty(await coordinator.StartAsync(load));
        AssertHashed("loaded");

        var edit = SettingsTree.Parse(SettingsTree.Users(SettingsTree.User("edited", "$0$secret")));
        Assert.IsEmpty(await coordinator.EditAsync(CommitWorld.Operator, new EditRequest(DatastoreName.Candidate, edit), CancellationToken.None));
        AssertHashed("edited");
        var copy = SettingsTree.With(SettingsTree.Users(SettingsTree.User("copied", "$0$secret")));
        Assert.IsEmpty(await coordinator.CopyAsync(CommitWorld.Operator, DatastoreName.Candidate, copy, null, CancellationToken.None));
        AssertHashed("copied");
        Assert.IsEmpty(await coordinator.CommitAsync(CommitWorld.Operator, new CommitRequest(), CancellationToken.None));
        Assert.IsFalse(log.List(10).Any(record => record.Edit.Contains("secret", StringComparison.Ordinal)), "the commit log");

        void AssertHashed(string user)
        {
            var password = new SystemModel(schema).Users(stores.Candidate).Single(u => u.Name == user).Password!; // it has one
            Assert.IsTrue(CryptHash.TryParse(password, out var hash, out var error), error);
            Assert.IsTrue(hash!.Verify("secret"u8)); // it parsed
        }
    }
}
