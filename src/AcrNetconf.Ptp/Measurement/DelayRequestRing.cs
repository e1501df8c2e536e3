using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>The last 256 Delay_Req of one server: two seconds at 128 a second. Each is answered once, stamp and response in either order.</summary>
internal sealed class DelayRequestRing
{
    public const int Capacity = 256;

    private readonly Entry[] _entries = new Entry[Capacity];

    private enum Stage : byte
    {
        Empty,

        /// <summary>Sent; neither stamp nor response yet.</summary>
        Sent,

        /// <summary>Departure known, response awaited.</summary>
        Stamped,

        /// <summary>Response known, departure awaited: responses overtake transmit timestamps on a short path.</summary>
        Responded,

        /// <summary>The stamp will not come; the response is still ours and no error.</summary>
        Unstamped,
    }

    public void OnSent(SequenceId id) => _entries[id.Value % Capacity] = new Entry { Id = id, Stage = Stage.Sent };

    /// <summary>The host refused to send it.</summary>
    public void OnNotSent(SequenceId id) => _entries[id.Value % Capacity] = default;

    /// <summary>The departure is known; true when that completes the exchange.</summary>
    public bool OnStamped(SequenceId id, PtpInstant sent, out PtpInstant received)
    {
        ref Entry entry = ref _entries[id.Value % Capacity];
        received = entry.Time;
        if (entry.Id != id || entry.Stage is not (Stage.Sent or Stage.Responded))
        {
            return false;
        }

        bool complete = entry.Stage == Stage.Responded;
        entry.Time = sent;
        entry.Stage = complete ? Stage.Empty : Stage.Stamped;
        return complete;
    }

    public void OnStampMissing(SequenceId id)
    {
        ref Entry entry = ref _entries[id.Value % Capacity];
        if (entry.Id == id && entry.Stage is Stage.Sent or Stage.Responded)
        {
            entry.Stage = entry.Stage == Stage.Sent ? Stage.Unstamped : Stage.Empty;
        }
    }

    /// <summary>The server's response; false when no such request is outstanding. <paramref name="complete"/> when the departure was known.</summary>
    public bool OnResponse(SequenceId id, PtpInstant received, out PtpInstant sent, out bool complete)
    {
        ref Entry entry = ref _entries[id.Value % Capacity];
        sent = entry.Time;
        complete = false;
        if (entry.Id != id || entry.Stage is Stage.Empty or Stage.Responded)
        {
            return false;
        }

        complete = entry.Stage == Stage.Stamped;
        if (entry.Stage == Stage.Sent)
        {
            entry.Time = received;
            entry.Stage = Stage.Responded;
        }
        else
        {
            entry.Stage = Stage.Empty;
        }

        return true;
    }

    public void Reset() => Array.Clear(_entries);

    private struct Entry
    {
        public SequenceId Id;
        public Stage Stage;
        public PtpInstant Time;
    }
}
