using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Brings two-step Sync and Follow_Up together in either order; one-step Sync passes straight through.</summary>
/// <remarks>Four of each can wait, so a few lost partners do not disturb the others. One server, whose identity was checked before.</remarks>
internal sealed class SyncPairing(ServerCounters counters)
{
    private const int Depth = 4;
    private const long PatienceNanoseconds = 2_000_000_000;

    private readonly Half[] _syncs = new Half[Depth];
    private readonly Half[] _followUps = new Half[Depth];
    private int _nextSync;
    private int _nextFollowUp;
    private SequenceId? _lastOneStep;

    /// <summary>A Sync; true when it completes a pair (or is one-step): departure and arrival are then known.</summary>
    public bool OnSync(in SyncMessage sync, PtpInstant? received, MonotonicTime now, out PtpInstant sent, out PtpInstant? arrived)
    {
        SequenceId id = sync.Header.SequenceId;
        PtpDuration correction = sync.Header.Correction.ToDuration();
        arrived = received;
        int partner = Find(_followUps, id, now);
        if (!sync.Header.IsTwoStep)
        {
            sent = sync.OriginTimestamp.ToInstant() + correction;
            _lastOneStep = id;
            if (partner >= 0)
            {
                _followUps[partner] = default;
                counters.Drop(DropReason.UnexpectedFollowUp);
            }

            return true;
        }

        _lastOneStep = null;
        if (partner >= 0)
        {
            sent = _followUps[partner].Time + correction;
            _followUps[partner] = default;
            return true;
        }

        sent = default;
        Store(_syncs, ref _nextSync, new Half(id, received ?? default, correction, received is not null, now));
        return false;
    }

    /// <summary>A Follow_Up; true when it completes a pair. <paramref name="arrived"/> is null when the Sync had no timestamp.</summary>
    public bool OnFollowUp(in FollowUpMessage followUp, MonotonicTime now, out PtpInstant sent, out PtpInstant? arrived)
    {
        SequenceId id = followUp.Header.SequenceId;
        sent = followUp.PreciseOriginTimestamp.ToInstant() + followUp.Header.Correction.ToDuration();
        arrived = null;
        int partner = Find(_syncs, id, now);
        if (partner >= 0)
        {
            ref Half half = ref _syncs[partner];
            sent += half.Correction;
            arrived = half.HasTime ? half.Time : null;
            half = default;
            return true;
        }

        if (_lastOneStep == id)
        {
            counters.Drop(DropReason.UnexpectedFollowUp);
        }
        else if (Find(_followUps, id, now) >= 0)
        {
            counters.Drop(DropReason.Duplicate);
        }
        else
        {
            Store(_followUps, ref _nextFollowUp, new Half(id, sent, default, true, now));
        }

        return false;
    }

    public void Reset()
    {
        Array.Clear(_syncs);
        Array.Clear(_followUps);
        _lastOneStep = null;
    }

    private static int Find(Half[] halves, SequenceId id, MonotonicTime now)
    {
        for (int index = 0; index < halves.Length; index++)
        {
            ref Half half = ref halves[index];
            if (half.IsUsed && half.Id == id && now.Nanoseconds - half.At.Nanoseconds <= PatienceNanoseconds)
            {
                return index;
            }
        }

        return -1;
    }

    private void Store(Half[] halves, ref int next, Half half)
    {
        if (halves[next].IsUsed)
        {
            counters.Drop(DropReason.Unpaired);
        }

        halves[next] = half;
        next = (next + 1) % Depth;
    }

    private readonly struct Half(SequenceId id, PtpInstant time, PtpDuration correction, bool hasTime, MonotonicTime at)
    {
        public readonly SequenceId Id = id;
        public readonly PtpInstant Time = time;
        public readonly PtpDuration Correction = correction;
        public readonly bool HasTime = hasTime;
        public readonly MonotonicTime At = at;
        public readonly bool IsUsed = true;
    }
}
