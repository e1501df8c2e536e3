using System.Net;

namespace AcrNetconf.Transports.Listening;

/// <summary>Counts connections and decides whether one more may come in. Thread-safe; no time, the dice are injected.</summary>
public sealed class ConnectionGate(AdmissionLimits limits, Func<int> rollPercent)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _startupsBySource = [];
    private volatile AdmissionLimits _limits = limits;
    private int _connections;
    private int _startups;

    public enum Admission
    {
        /// <summary>Counted as a startup; <see cref="Leave"/> must follow.</summary>
        Admitted,

        /// <summary>All places are taken.</summary>
        Full,

        /// <summary>Too many are not authenticated yet; an old silent one may make room.</summary>
        Startups,

        /// <summary>As <see cref="Startups"/>, from this source.</summary>
        Source,
    }

    /// <summary>The limits in force; new ones hold for newcomers only.</summary>
    public AdmissionLimits Limits
    {
        get => _limits;
        set => _limits = value;
    }

    public int Connections
    {
        get
        {
            lock (_lock)
            {
                return _connections;
            }
        }
    }

    public int Startups
    {
        get
        {
            lock (_lock)
            {
                return _startups;
            }
        }
    }

    public Admission Enter(IPAddress source)
    {
        lock (_lock)
        {
            if (_connections >= _limits.MaxConnections)
            {
                return Admission.Full;
            }

            if (_startupsBySource.GetValueOrDefault(source) >= _limits.StartupsPerSource)
            {
                return Admission.Source;
            }

            if (RefusalPercent(_startups) is var percent && percent > 0 && rollPercent() < percent)
            {
                return Admission.Startups;
            }

            Count_NeedsLock(source);
            return Admission.Admitted;
        }
    }

    /// <summary>Lets a connection in for which an old silent one was cut. False when all places are taken.</summary>
    public bool EnterInstead(IPAddress source)
    {
        lock (_lock)
        {
            if (_connections >= _limits.MaxConnections)
            {
                return false;
            }

            Count_NeedsLock(source);
            return true;
        }
    }

    public void Authenticated(IPAddress source)
    {
        lock (_lock)
        {
            EndStartup_NeedsLock(source);
        }
    }

    public void Leave(IPAddress source, bool wasAuthenticated)
    {
        lock (_lock)
        {
            _connections--;
            if (!wasAuthenticated)
            {
                EndStartup_NeedsLock(source);
            }
        }
    }

    /// <summary>Chance of refusal in per cent: nothing below begin, the rate at begin, linear to all at full.</summary>
    internal int RefusalPercent(int startups)
    {
        AdmissionLimits limits = _limits;
        if (startups < limits.StartupsBegin)
        {
            return 0;
        }

        if (startups >= limits.StartupsFull)
        {
            return 100;
        }

        int rise = (100 - limits.StartupsRatePercent) * (startups - limits.StartupsBegin);
        return limits.StartupsRatePercent + (rise / (limits.StartupsFull - limits.StartupsBegin));
    }

    private void Count_NeedsLock(IPAddress source)
    {
        _connections++;
        _startups++;
        _startupsBySource[source] = _startupsBySource.GetValueOrDefault(source) + 1;
    }

    private void EndStartup_NeedsLock(IPAddress source)
    {
        _startups--;
        int left = _startupsBySource.GetValueOrDefault(source) - 1;
        if (left > 0)
        {
            _startupsBySource[source] = left;
        }
        else
        {
            _startupsBySource.Remove(source);
        }
    }
}
