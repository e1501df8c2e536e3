using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Admits each sequence number once and only forwards, across the wrap, and finds its feet again after a sender's restart.</summary>
/// <remarks>A late packet has queued longer than its successor, so it can only harm frequency recovery: it is dropped, not sorted in.</remarks>
internal struct SequenceTracker
{
    /// <summary>This many numbers in a row behind us, each one after the other, are a restart and not stragglers.</summary>
    private const int RestartRun = 3;

    private SequenceId _last;
    private SequenceId _behind;
    private int _run;
    private bool _started;

    /// <summary>None when the number is to be used.</summary>
    public DropReason Admit(SequenceId id)
    {
        int distance = id.DistanceFrom(_last);
        if (!_started || distance > 0)
        {
            _started = true;
            _run = 0;
            _last = id;
            return DropReason.None;
        }

        if (distance == 0)
        {
            return DropReason.Duplicate;
        }

        _run = _run > 0 && id == _behind.Next ? _run + 1 : 1;
        _behind = id;
        if (_run < RestartRun)
        {
            return DropReason.Reordered;
        }

        _run = 0;
        _last = id;
        return DropReason.None;
    }

    public void Reset() => this = default;
}
