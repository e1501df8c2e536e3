using AcrNetconf.Agent.Features.PtpAdaptive;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Agent.Features.Alarms;

/// <summary>What is wrong with a client, read from its status. Pure.</summary>
internal static class AlarmConditions
{
    /// <summary>Kind, server and text of every alarm that holds; none without a client.</summary>
    public static IEnumerable<(AlarmType Type, byte? ServerId, string Text)> Of(TelecomSlaveStatus? status)
    {
        if (status is null)
        {
            yield break;
        }

        if (status.Servo.State != ServoState.Locked)
        {
            var text = $"clock recovery is in state {Names.Of(status.Servo.State)}";
            yield return (AlarmType.FrequencyLockFail, null, text);
            if (status.Servo.State != ServoState.Acquiring)
            {
                yield return (AlarmType.AcrSyncBad, null, text);
            }
        }

        if (status.AreAllUnreachable)
        {
            yield return (AlarmType.ServerUnreachableAll, null, "no server answers");
        }

        foreach (var alarm in status.Servers.SelectMany(Of))
        {
            yield return alarm;
        }
    }

    private static IEnumerable<(AlarmType Type, byte? ServerId, string Text)> Of(ServerStatus server)
    {
        if (server.NegotiationState == NegotiationState.Error)
        {
            yield return (AlarmType.NegotiationFailed, server.Id, $"negotiation failed: {Names.Of(server.LastError)}");
        }

        if (server.IsTimestampUnchanged)
        {
            yield return (AlarmType.TimestampUnchanged, server.Id, "the time in Sync stands still");
        }

        foreach (var (type, alarm) in PtsfAlarms)
        {
            if (server.Ptsf.HasFlag(type))
            {
                yield return (alarm, server.Id, $"packet timing signal fail: {Names.OfPtsf(type)}");
            }
        }
    }

    private static (PtsfTypes Type, AlarmType Alarm)[] PtsfAlarms { get; } =
    [
        (PtsfTypes.LossAnnounce, AlarmType.LossAnnounce),
        (PtsfTypes.LossSync, AlarmType.LossSync),
        (PtsfTypes.LossDelayResp, AlarmType.LossDelayResp),
        (PtsfTypes.Unusable, AlarmType.Unusable),
    ];
}
