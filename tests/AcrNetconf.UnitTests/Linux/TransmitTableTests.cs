using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.UnitTests.Linux;

[TestClass]
public sealed class TransmitTableTests
{
    [TestMethod]
    public void Entry_is_taken_once()
    {
        var table = new TransmitTable(3);
        Assert.IsFalse(table.Add(5, new TransmitId(50), 100));
        Assert.AreEqual(1, table.Count);
        Assert.IsTrue(table.TryTake(5, out TransmitId id));
        Assert.AreEqual(new TransmitId(50), id);
        Assert.IsFalse(table.TryTake(5, out _));
        Assert.AreEqual(0, table.Count);
    }

    [TestMethod]
    public void Stale_key_of_the_same_slot_is_not_taken()
    {
        var table = new TransmitTable(3);
        _ = table.Add(5, new TransmitId(1), 100);
        Assert.IsFalse(table.TryTake(13, out _));
        Assert.AreEqual(1, table.Count);
    }

    [TestMethod]
    public void Newer_entry_pushes_the_older_out()
    {
        var table = new TransmitTable(3);
        _ = table.Add(5, new TransmitId(1), 100);
        Assert.IsTrue(table.Add(13, new TransmitId(2), 100));
        Assert.IsFalse(table.TryTake(5, out _));
        Assert.IsTrue(table.TryTake(13, out TransmitId id));
        Assert.AreEqual(new TransmitId(2), id);
    }

    [TestMethod]
    public void Only_entries_past_their_deadline_expire()
    {
        var table = new TransmitTable(3);
        _ = table.Add(0, new TransmitId(1), 100);
        _ = table.Add(1, new TransmitId(2), 200);
        Assert.IsFalse(table.TryTakeExpired(99, out _));
        Assert.IsTrue(table.TryTakeExpired(100, out TransmitId id));
        Assert.AreEqual(new TransmitId(1), id);
        Assert.IsFalse(table.TryTakeExpired(199, out _));
        Assert.IsTrue(table.TryTakeExpired(200, out id));
        Assert.AreEqual(new TransmitId(2), id);
        Assert.IsFalse(table.TryTakeExpired(long.MaxValue, out _));
    }

    [TestMethod]
    public void After_a_restart_of_the_counter_old_keys_match_nothing_and_expire_at_once()
    {
        var table = new TransmitTable(3);
        _ = table.Add(0, new TransmitId(1), 100);
        _ = table.Add(1, new TransmitId(2), 100);
        table.ExpireAll();
        Assert.IsFalse(table.TryTake(0, out _));
        Assert.IsTrue(table.TryTakeExpired(0, out _));
        Assert.IsTrue(table.TryTakeExpired(0, out _));
        Assert.AreEqual(0, table.Count);
    }
}
