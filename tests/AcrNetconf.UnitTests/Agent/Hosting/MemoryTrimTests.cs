using AcrNetconf.Agent.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Hosting;

[TestClass]
public sealed class MemoryTrimTests
{
    private const long Megabyte = 1024 * 1024;

    private readonly FakeTimeProvider _time = new();
    private long _allocated;
    private long _heap;
    private int _collections;
    private int _collectionsBehind;

    [TestMethod]
    public async Task Memory_is_given_back_once_when_the_work_is_over()
    {
        await using var trim = Create();
        Work(8 * Megabyte);
        Assert.AreEqual(0, _collections, "while it works");
        Work(0);
        Assert.AreEqual(1, _collections);
        Work(0);
        Work(1000);
        Assert.AreEqual(1, _collections, "nothing to gain");
    }

    [TestMethod]
    public async Task Work_that_goes_on_is_not_disturbed()
    {
        await using var trim = Create();
        for (var i = 0; i < 20; i++)
        {
            Work(Megabyte);
        }

        Assert.AreEqual(0, _collections);
    }

    [TestMethod]
    public async Task A_large_heap_is_left_to_the_collector()
    {
        await using var trim = Create();
        _heap = 65 * Megabyte;
        Work(100 * Megabyte);
        Work(0);
        Assert.AreEqual(0, _collections);
    }

    [TestMethod]
    public async Task Work_that_trickles_is_given_back_in_the_end()
    {
        await using var trim = Create();
        for (var i = 0; i < 12; i++)
        {
            Work(Megabyte / 10);
        }

        Assert.AreEqual(1, _collections);
    }

    [TestMethod]
    public async Task A_heap_that_grows_is_collected_beside_the_work()
    {
        await using var trim = Create();
        _heap = 10 * Megabyte;
        Work(10 * Megabyte);
        Assert.AreEqual(0, _collectionsBehind, "that may all be alive");
        _heap = 30 * Megabyte;
        Work(20 * Megabyte);
        Assert.AreEqual(1, _collectionsBehind);
        _heap = 28 * Megabyte;
        Work(20 * Megabyte);
        _heap = 40 * Megabyte;
        Work(20 * Megabyte);
        Assert.AreEqual(1, _collectionsBehind, "most of it was alive");
        _heap = 50 * Megabyte;
        Work(20 * Megabyte);
        Assert.AreEqual(2, _collectionsBehind);
        Assert.AreEqual(0, _collections, "nobody waited");
    }

    private MemoryTrim Create() => new(_time, () => _allocated, () => _heap, () => _collections++, () => _collectionsBehind++);

    private void Work(long bytes)
    {
        _allocated += bytes;
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}
