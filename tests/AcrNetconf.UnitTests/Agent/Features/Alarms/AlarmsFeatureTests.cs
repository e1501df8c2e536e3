using System.Xml.Linq;
using AcrNetconf.Agent.Features.Alarms;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Features.Alarms;

[TestClass]
public sealed class AlarmsFeatureTests
{
    private static readonly SchemaContext Schema = ServedSchema.Compile([], [], new HashSet<string>());
    private static readonly XNamespace Ns = "urn:ietf:params:xml:ns:yang:ietf-alarms";

    private readonly AlarmList _list = new(new FakeTimeProvider(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    [TestMethod]
    public void Nothing_of_what_is_served_lacks_an_implementation()
    {
        var builder = new FeatureBuilder(Schema);
        new AlarmsFeature(Schema, _list).Register(builder);
        Assert.IsEmpty(builder.Build().Verify());
    }

    [TestMethod]
    public void Inventory_names_every_kind_by_an_identity_of_the_model()
    {
        var kinds = State().Element(Ns + "alarm-inventory")!.Elements(Ns + "alarm-type").ToArray();
        Assert.HasCount(AlarmType.All.Length, kinds);
        Assert.AreEqual("true", kinds.Select(kind => kind.Element(Ns + "will-clear")!.Value).Distinct().Single());
    }

    [TestMethod]
    public void Alarm_stands_in_list_and_summary_and_names_its_server()
    {
        Raise();
        _list.Update(null);
        Raise();
        var state = State();
        var alarm = state.Element(Ns + "alarm-list")!.Element(Ns + "alarm")!;
        Assert.AreEqual("/ptp-adaptive:ptp-adaptive/ptp-adaptive:remote-server[ptp-adaptive:server-id='2']", alarm.Element(Ns + "resource")!.Value);
        Assert.AreEqual("urn:acr-netconf:yang:ptp-adaptive", alarm.Element(Ns + "resource")!.GetNamespaceOfPrefix("ptp-adaptive")?.NamespaceName);
        Assert.AreEqual("unusable", alarm.Element(Ns + "alarm-type-id")!.Value.Split(':')[1]);
        Assert.AreEqual("2026-01-02T03:04:05.000Z", alarm.Element(Ns + "last-raised")!.Value);
        Assert.AreEqual("1", state.Element(Ns + "alarm-list")!.Element(Ns + "number-of-alarms")!.Value);
        var warnings = state.Element(Ns + "summary")!.Elements(Ns + "alarm-summary").Single(s => s.Element(Ns + "severity")!.Value == "warning");
        Assert.AreEqual("warning110", string.Concat(warnings.Elements().Select(e => e.Value)));
    }

    [TestMethod]
    public void Beginning_and_end_are_notified()
    {
        var feature = new AlarmsFeature(Schema, _list);
        Assert.AreEqual(
            "/ptp-adaptive:ptp-adaptive/ptp-adaptive:remote-server[ptp-adaptive:server-id='2'] unusable  2026-01-02T03:04:05.000Z warning packet timing signal fail: unusable",
            Text(feature.Notify(Raise())));
        StringAssert.Contains(Text(feature.Notify(_list.Update(null).Single())), " cleared ", StringComparison.Ordinal);
    }

    private static string Text(NotificationNode notification)
        => string.Join(' ', notification.Children.Select(child => ((LeafNode)child).Value.ToString()!.Replace("acr-alarms:", string.Empty, StringComparison.Ordinal)));

    private Alarm Raise() => _list.Update(SampleStatus.Client(SampleStatus.Server(2) with { Ptsf = PtsfTypes.Unusable })).Single();

    private XElement State() => XElement.Parse(XmlDataWriter.ToText(Schema, new AlarmsFeature(Schema, _list).Contribute(DataTree.Empty(Schema).Root)));
}
