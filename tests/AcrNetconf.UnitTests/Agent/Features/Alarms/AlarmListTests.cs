using AcrNetconf.Agent.Features.Alarms;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Features.Alarms;

[TestClass]
public sealed class AlarmListTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly AlarmList _list;

    public AlarmListTests() => _list = new(_time);

    [TestMethod]
    public void Healthy_client_and_no_client_have_no_alarms()
    {
        Assert.IsEmpty(_list.Update(SampleStatus.Client(SampleStatus.Server(1))));
        Assert.IsEmpty(_list.Update(null));
        Assert.IsEmpty(_list.Alarms);
    }

    [TestMethod]
    public void Alarm_is_raised_once_cleared_once_and_raised_again_in_its_entry()
    {
        TelecomSlaveStatus healthy = SampleStatus.Client(SampleStatus.Server(1));
        TelecomSlaveStatus failed = SampleStatus.Client(SampleStatus.Server(1) with { Ptsf = PtsfTypes.LossSync });
        Alarm first = new(AlarmType.LossSync, 1, "packet timing signal fail: loss-sync", Start, Start, Start, IsCleared: false);

        CollectionAssert.AreEqual(new[] { first }, _list.Update(failed));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsEmpty(_list.Update(failed));
        CollectionAssert.AreEqual(new[] { first with { LastChanged = Start.AddSeconds(1), IsCleared = true } }, _list.Update(healthy));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsEmpty(_list.Update(healthy));
        Alarm again = first with { LastRaised = Start.AddSeconds(2), LastChanged = Start.AddSeconds(2) };
        CollectionAssert.AreEqual(new[] { again }, _list.Update(failed));
        CollectionAssert.AreEqual(new[] { again }, _list.Alarms);
    }

    [TestMethod]
    public void Alarm_with_another_text_has_changed_but_was_not_raised_again()
    {
        ServerStatus silent = SampleStatus.Server(2) with { NegotiationState = NegotiationState.Error, LastError = NegotiationError.AnnounceNegotiationTimeout };
        Alarm before = _list.Update(SampleStatus.Client(silent)).Single();
        _time.Advance(TimeSpan.FromSeconds(1));
        Alarm after = _list.Update(SampleStatus.Client(silent with { LastError = NegotiationError.AnnounceNegotiationDenied })).Single();
        Assert.AreEqual(before with { Text = "negotiation failed: announce-nego-deny", LastChanged = Start.AddSeconds(1) }, after);
    }

    [TestMethod]
    public void End_of_the_client_ends_its_alarms()
    {
        TelecomSlaveStatus wrong = SampleStatus.Client(SampleStatus.Server(1) with { IsTimestampUnchanged = true }) with { Servo = new() { State = ServoState.Holdover } };
        Assert.HasCount(3, _list.Update(wrong));
        Assert.IsTrue(_list.Update(null).All(alarm => alarm.IsCleared));
        Assert.HasCount(3, _list.Alarms);
    }

    [TestMethod]
    public void A_server_that_is_taken_out_takes_its_alarms_along()
    {
        ServerStatus failed = SampleStatus.Server(2) with { Ptsf = PtsfTypes.LossAnnounce };
        _list.Update(SampleStatus.Client(SampleStatus.Server(1), failed));
        Assert.IsTrue(_list.Update(SampleStatus.Client(SampleStatus.Server(1))).Single().IsCleared);
    }

    [TestMethod]
    public void Every_kind_of_alarm_has_its_condition()
    {
        ServerStatus server = SampleStatus.Server(1) with
        {
            NegotiationState = NegotiationState.Error,
            IsTimestampUnchanged = true,
            Ptsf = PtsfTypes.LossAnnounce | PtsfTypes.LossSync | PtsfTypes.LossDelayResp | PtsfTypes.Unusable,
        };
        TelecomSlaveStatus worst = SampleStatus.Client(server) with { Servo = new(), AreAllUnreachable = true };
        CollectionAssert.AreEquivalent(AlarmType.All, _list.Update(worst).Select(alarm => alarm.Type).ToArray());
        Assert.IsTrue(_list.Alarms.All(alarm => alarm.Type.IsPerServer == (alarm.ServerId == 1)));
    }

    [TestMethod]
    public void An_acquiring_clock_is_not_locked_but_follows_its_server()
        => Assert.AreEqual(AlarmType.FrequencyLockFail, _list.Update(SampleStatus.Client() with { Servo = new() { State = ServoState.Acquiring } }).Single().Type);
}
