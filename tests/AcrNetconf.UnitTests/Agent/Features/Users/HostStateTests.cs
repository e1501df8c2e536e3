using AcrNetconf.Agent.Features.Users;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.Yang.Encoding;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Features.Users;

[TestClass]
public sealed class HostStateTests
{
    [TestMethod]
    [TestProperty("row", "7317-3.2-state")]
    public void State_names_the_operating_system_and_its_clock()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        var upTime = TimeSpan.FromHours(2);
        var state = new HostState(TestModel.Schema, new SystemModel(TestModel.Schema), time, () => upTime);
        StringAssert.Contains(Text(state), $"<os-name>Linux</os-name><os-release>{File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}</os-release><os-version>");
        StringAssert.Contains(Text(state), "<clock><current-datetime>2026-01-31T12:00:00Z</current-datetime><boot-datetime>2026-01-31T10:00:00Z</boot-datetime></clock>");
        upTime -= TimeSpan.FromSeconds(1);
        StringAssert.Contains(Text(state), "<boot-datetime>2026-01-31T10:00:00Z</boot-datetime>", "two clocks never agree to the second");
        upTime -= TimeSpan.FromSeconds(1);
        StringAssert.Contains(Text(state), "<boot-datetime>2026-01-31T10:00:02Z</boot-datetime>", "the clock was set");
    }

    private static string Text(HostState state) => XmlDataWriter.ToText(TestModel.Schema, state.Contribute(TestModel.Empty.Root));
}
