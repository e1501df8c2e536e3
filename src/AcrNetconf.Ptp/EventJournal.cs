using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Ptp;

/// <summary>Reports events to the shell and remembers the last ones.</summary>
internal sealed class EventJournal(IPtpActions actions)
{
    private const int Capacity = 64;

    private readonly Transition?[] _ring = new Transition?[Capacity];
    private long _count;

    public void Add(PtpEvent occurrence)
    {
        _ring[_count % Capacity] = new Transition(_count + 1, occurrence);
        _count++;
        actions.Report(occurrence);
    }

    /// <summary>Oldest first.</summary>
    public EquatableArray<Transition> ToArray()
    {
        List<Transition> transitions = [];
        for (long number = Math.Max(0, _count - Capacity); number < _count; number++)
        {
            if (_ring[number % Capacity] is { } transition)
            {
                transitions.Add(transition);
            }
        }

        return [.. transitions];
    }
}
