using AcrNetconf.Linux;

namespace AcrNetconf.UnitTests.Linux;

[TestClass]
public sealed class LeaseTableTests
{
    private readonly List<string> _log = [];

    [TestMethod]
    public void Prepare_may_lease_what_apply_gives_up()
    {
        LeaseTable<string, Port> table = Create();
        Lease<Port> inService = table.Acquire("319");
        Lease<Port> prepared = table.Acquire("319");
        Assert.AreSame(inService.Resource, prepared.Resource);
        inService.Dispose();
        CollectionAssert.AreEqual(new[] { "open 319" }, _log);
        prepared.Dispose();
        CollectionAssert.AreEqual(new[] { "open 319", "close 319" }, _log);
    }

    [TestMethod]
    public void Abort_leaves_the_one_in_service_alone()
    {
        LeaseTable<string, Port> table = Create();
        using Lease<Port> inService = table.Acquire("319");
        table.Acquire("319").Dispose();
        table.Acquire("1319").Dispose();
        CollectionAssert.AreEqual(new[] { "open 319", "open 1319", "close 1319" }, _log);
        Assert.AreEqual(1, table.Count);
    }

    [TestMethod]
    public void Disposing_a_lease_twice_gives_back_one_share()
    {
        LeaseTable<string, Port> table = Create();
        Lease<Port> first = table.Acquire("319");
        using Lease<Port> second = table.Acquire("319");
        first.Dispose();
        first.Dispose();
        Assert.AreEqual(1, table.Count);
    }

    [TestMethod]
    public void Resource_is_opened_anew_after_the_last_lease()
    {
        LeaseTable<string, Port> table = Create();
        table.Acquire("319").Dispose();
        table.Acquire("319").Dispose();
        CollectionAssert.AreEqual(new[] { "open 319", "close 319", "open 319", "close 319" }, _log);
    }

    [TestMethod]
    public void Refused_opening_leaves_nothing_behind()
    {
        bool refuse = true;
        var table = new LeaseTable<string, Port>(key => refuse ? throw new InvalidOperationException("no") : new Port(key, _log));
        Assert.ThrowsExactly<InvalidOperationException>(() => table.Acquire("319"));
        Assert.AreEqual(0, table.Count);
        refuse = false;
        table.Acquire("319").Dispose();
    }

    private LeaseTable<string, Port> Create() => new(key => new Port(key, _log));

    private sealed class Port : IDisposable
    {
        private readonly string _key;
        private readonly List<string> _log;

        public Port(string key, List<string> log)
        {
            (_key, _log) = (key, log);
            log.Add($"open {key}");
        }

        public void Dispose() => _log.Add($"close {_key}");
    }
}
