using System.Net;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>Counts wrong passwords per source address and says how long the next check from there has to wait.</summary>
/// <remarks>
/// Bounded: at most <see cref="Capacity"/> sources are remembered, the one that failed longest ago makes room. An IPv6 source is its /64.
/// Thread-safe.
/// </remarks>
internal sealed class SourceThrottle(TimeProvider timeProvider)
{
    public const int Capacity = 4096;
    public const int FreeFailures = 3;

    public static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Entry> _entries = [];

    /// <summary>Delay before the next check: none for the first failures, then doubling up to a few seconds.</summary>
    public TimeSpan DelayFor(IPAddress source)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(Network(source), out Entry entry)
                || timeProvider.GetElapsedTime(entry.LastFailure) > Memory
                || entry.Failures < FreeFailures)
            {
                return TimeSpan.Zero;
            }

            int doublings = Math.Min(entry.Failures - FreeFailures, 16);
            return TimeSpan.FromTicks(Math.Min(FirstDelay.Ticks << doublings, LongestDelay.Ticks));
        }
    }

    public void Failed(IPAddress source)
    {
        lock (_lock)
        {
            IPAddress network = Network(source);
            int failures = _entries.TryGetValue(network, out Entry entry)
                && timeProvider.GetElapsedTime(entry.LastFailure) <= Memory ? entry.Failures : 0;
            if (_entries.Count >= Capacity && !_entries.ContainsKey(network))
            {
                _entries.Remove(_entries.MinBy(e => e.Value.LastFailure).Key);
            }

            _entries[network] = new Entry(failures + 1, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Forgets a source that has proved itself.</summary>
    public void Succeeded(IPAddress source)
    {
        lock (_lock)
        {
            _entries.Remove(Network(source));
        }
    }

    internal static IPAddress Network(IPAddress source)
    {
        byte[] bytes = source.GetAddressBytes();
        if (bytes.Length != 16)
        {
            return source;
        }

        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private readonly record struct Entry(int Failures, long LastFailure);
}
