using System.Collections.Immutable;
using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Alarms;

/// <summary>The alarms that are or were raised: one entry for each kind and server, compared with every new status of the client.</summary>
/// <remarks>Any thread. An alarm that began and ended between two statuses, half a second apart at most, is not noticed.</remarks>
internal sealed class AlarmList(TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile ImmutableList<Alarm> _alarms = [];

    /// <summary>Entries in the order they appeared.</summary>
    public ImmutableList<Alarm> Alarms => _alarms;

    /// <summary>Takes note of a status, or of the end of the client; answers the entries that changed.</summary>
    public ImmutableArray<Alarm> Update(TelecomSlaveStatus? status)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var changed = ImmutableArray.CreateBuilder<Alarm>();
            var alarms = _alarms;
            var raised = AlarmConditions.Of(status).ToList();
            foreach (var alarm in alarms)
            {
                if (!alarm.IsCleared && !raised.Exists(r => r.Type == alarm.Type && r.ServerId == alarm.ServerId))
                {
                    Note(alarm, alarm with { IsCleared = true, LastChanged = now });
                }
            }

            foreach (var (type, server, text) in raised)
            {
                var before = alarms.Find(alarm => alarm.Type == type && alarm.ServerId == server);
                if (before is null or { IsCleared: true } || before.Text != text)
                {
                    Note(before, new Alarm(type, server, text, before?.Created ?? now, before is { IsCleared: false } ? before.LastRaised : now, now, IsCleared: false));
                }
            }

            _alarms = alarms;
            return changed.ToImmutable();

            void Note(Alarm? before, Alarm after)
            {
                alarms = before is null ? alarms.Add(after) : alarms.Replace(before, after);
                changed.Add(after);
            }
        }
    }
}
