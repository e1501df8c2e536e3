using AcrNetconf.Agent.Features.PtpAdaptive;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;

[TestClass]
public sealed class IetfPtpStateTests
{
    private static readonly SchemaContext Schema = ServedSchema.Compile([], [], new HashSet<string>());

    private static readonly ParentData Announced = new()
    {
        Port = new(new(0x0011_22FF_FE33_4455), 7),
        Grandmaster = new(0xAABB_CCFF_FEDD_EEFF),
        ClockClass = new(84),
        ClockAccuracy = 0x21,
        OffsetScaledLogVariance = 0x4E5D,
        Priority1 = 100,
        Priority2 = 101,
        StepsRemoved = 2,
        TimeSource = 0x20,
        CurrentUtcOffset = 37,
        CurrentUtcOffsetValid = true,
        Leap61 = true,
        PtpTimescale = true,
        FrequencyTraceable = true,
    };

    [TestMethod]
    public void Without_a_client_there_is_no_clock() => Assert.AreEqual(string.Empty, Text(null));

    [TestMethod]
    public void Every_server_is_a_clock_of_one_port()
    {
        string text = Text(SampleStatus.Client(SampleStatus.Server(1) with
        {
            IsTraced = true,
            Parent = Announced,
            ForwardDelay = new(new(1_000_501), default, default, default, 1),
            ReverseDelay = new(new(-999_500), default, default, default, 1),
            Announce = SampleStatus.Contract(MessageType.Announce) with { GrantedInterval = new(0) },
        }));
        Assert.AreEqual(
            """
            <ptp xmlns="urn:ietf:params:xml:ns:yang:ietf-ptp"><instance-list><instance-number>1</instance-number>
            <default-ds><two-step-flag>false</two-step-flag><clock-identity>AQIDBAUGBwg=</clock-identity><number-ports>1</number-ports>
            <clock-quality><clock-class>255</clock-class><clock-accuracy>254</clock-accuracy><offset-scaled-log-variance>65535</offset-scaled-log-variance></clock-quality>
            <priority1>128</priority1><priority2>128</priority2><domain-number>4</domain-number><slave-only>true</slave-only></default-ds>
            <current-ds><steps-removed>3</steps-removed><offset-from-master>65536032768</offset-from-master><mean-path-delay>32800768</mean-path-delay></current-ds>
            <parent-ds><parent-port-identity><clock-identity>ABEi//4zRFU=</clock-identity><port-number>7</port-number></parent-port-identity><parent-stats>false</parent-stats>
            <grandmaster-identity>qrvM//7d7v8=</grandmaster-identity>
            <grandmaster-clock-quality><clock-class>84</clock-class><clock-accuracy>33</clock-accuracy><offset-scaled-log-variance>20061</offset-scaled-log-variance></grandmaster-clock-quality>
            <grandmaster-priority1>100</grandmaster-priority1><grandmaster-priority2>101</grandmaster-priority2></parent-ds>
            <time-properties-ds><current-utc-offset-valid>true</current-utc-offset-valid><current-utc-offset>37</current-utc-offset><leap59>false</leap59><leap61>true</leap61>
            <time-traceable>false</time-traceable><frequency-traceable>true</frequency-traceable><ptp-timescale>true</ptp-timescale><time-source>32</time-source></time-properties-ds>
            <port-ds-list><port-number>1</port-number><port-state>slave</port-state><log-min-delay-req-interval>-4</log-min-delay-req-interval><log-announce-interval>0</log-announce-interval>
            <announce-receipt-timeout>3</announce-receipt-timeout><delay-mechanism>e2e</delay-mechanism><version-number>2</version-number></port-ds-list></instance-list></ptp>
            """.ReplaceLineEndings(string.Empty),
            text);
    }

    [TestMethod]
    public void Ports_are_in_the_state_their_server_is_in()
    {
        ServerStatus announced = SampleStatus.Server(1) with { Parent = Announced };
        Assert.AreEqual("disabled", PortState(announced with { AdminState = AdminState.Down, IsTraced = true }));
        Assert.AreEqual("listening", PortState(SampleStatus.Server(1)));
        Assert.AreEqual("listening", PortState(announced with { Ptsf = PtsfTypes.LossAnnounce | PtsfTypes.LossSync }));
        Assert.AreEqual("uncalibrated", PortState(announced));
        Assert.AreEqual("uncalibrated", PortState(announced with { IsTraced = true }, ServoState.Acquiring));
        Assert.AreEqual("slave", PortState(announced with { IsTraced = true }));
    }

    [TestMethod]
    public void One_way_measures_no_delay()
    {
        string text = Text(SampleStatus.Client(SampleStatus.Server(2) with { Parent = Announced, ForwardDelay = new(new(5), default, default, default, 1) }) with { Mode = UnicastMode.OneWay });
        StringAssert.Contains(text, "<delay-mechanism>disabled</delay-mechanism>", StringComparison.Ordinal);
        Assert.IsFalse(text.Contains("mean-path-delay", StringComparison.Ordinal));
        Assert.IsFalse(text.Contains("offset-from-master", StringComparison.Ordinal));
    }

    [TestMethod]
    public void What_does_not_fit_a_time_interval_is_its_largest_value()
    {
        DelayStatistics huge = new(new(long.MaxValue / 2), default, default, default, 1);
        string text = Text(SampleStatus.Client(SampleStatus.Server(1) with { ForwardDelay = huge, ReverseDelay = huge }));
        StringAssert.Contains(text, $"<mean-path-delay>{long.MaxValue >> 15 << 15}</mean-path-delay>", StringComparison.Ordinal);
    }

    private static string PortState(ServerStatus server, ServoState servo = ServoState.Locked)
        => Text(SampleStatus.Client(server) with { Servo = new() { State = servo } }).Split("<port-state>")[1].Split('<')[0];

    private static string Text(TelecomSlaveStatus? status)
        => XmlDataWriter.ToText(Schema, new IetfPtpState(Schema, () => status).Contribute(DataTree.Empty(Schema).Root));
}
