using AcrNetconf.Agent.Features.PtpAdaptive;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;

/// <summary>The table leaf to impact: complete, and the same in the model and in the planner.</summary>
[TestClass]
public sealed class ImpactTableTests
{
    private static readonly FeatureCatalog Catalog = Compose();

    public static IEnumerable<TestDataRow<string>> Rows => ImpactRow.Table.Select(r => new TestDataRow<string>(r.Path) { DisplayName = r.ToString() });

    [TestMethod]
    public void Table_has_exactly_the_configuration_leafs_of_the_model()
    {
        var container = (SchemaBranch)TestModel.Schema.Root.FindDataChild(TestModel.Namespace, "ptp-adaptive")!;
        var leafs = Leafs(container).Select(l => l.SchemaPath["/ptp-adaptive:ptp-adaptive/".Length..]).Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(leafs.ToArray(), ImpactRow.Table.Select(r => r.Path).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Model_declares_the_impact_of_the_table(string path)
    {
        var row = ImpactRow.Table.Single(r => r.Path == path);
        Assert.AreEqual(row.Impact, ModelImpact.Declared(Leafs((SchemaBranch)TestModel.Schema.Root.FindDataChild(TestModel.Namespace, "ptp-adaptive")!)
            .Single(l => l.SchemaPath == "/ptp-adaptive:ptp-adaptive/" + path)));
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Planner_gives_a_change_of_the_leaf_the_impact_of_the_table(string path)
    {
        var row = ImpactRow.Table.Single(r => r.Path == path);
        var before = TestModel.Edit(TestModel.Empty, ImpactRow.Client);
        var after = TestModel.Edit(before, row.Change);
        Assert.AreEqual(row.Impact, Plan(before, after).Impact, "there");
        Assert.AreEqual(row.Impact, Plan(after, before).Impact, "and back");
        Assert.IsTrue(Plan(before, after).Changes.SelectMany(c => c.Leaves).Any(l => l.Path.Schema!.SchemaPath.EndsWith("/" + path, StringComparison.Ordinal)), "the plan names the leaf");
    }

    [TestMethod]
    public void Plan_says_how_long_no_server_will_be_traced()
    {
        var client = TestModel.Edit(TestModel.Empty, ImpactRow.Client);
        Assert.AreEqual(TimeSpan.FromSeconds(1), Plan(TestModel.Empty, client).Untraced, "a start waits for the first Announce");
        Assert.IsNull(Plan(client, TestModel.Empty).Untraced, "a stop is for good");
        Assert.AreEqual(TimeSpan.Zero, Plan(client, TestModel.Edit(client, "<dscp>46</dscp>")).Untraced);
        Assert.AreEqual(TimeSpan.Zero, Plan(client, TestModel.Edit(client, "<request><sync-interval>7</sync-interval></request>")).Untraced);
        Assert.AreEqual(TimeSpan.FromSeconds(1), Plan(client, TestModel.Edit(client, "<domain>5</domain>")).Untraced);
    }

    private static CommitPlan Plan(DataTree from, DataTree to) => CommitPlanner.Plan(Catalog.Bindings, _ => from, to, DataDiff.Between(from, to));

    private static IEnumerable<SchemaNode> Leafs(SchemaBranch branch) => branch.DataChildren.Where(c => c.IsConfig).SelectMany(
        c => c is SchemaBranch below ? Leafs(below) : [c]);

    private static FeatureCatalog Compose()
    {
        var builder = new FeatureBuilder(TestModel.Schema);
        new PtpAdaptiveFeature(new ClientController(
            new ClientPlatform(new ClockSelection(ClockKind.Virtual), TimestampSource.Auto, 319, 320, new ClockIdentity(1)),
            new SocketLeases(), new ClockLeases(), TimeProvider.System, _ => { }, _ => { }), new RecordingDesk("unused", TimeProvider.System)).Register(builder);
        return builder.Build();
    }
}
