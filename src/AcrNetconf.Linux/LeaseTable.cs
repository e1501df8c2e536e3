namespace AcrNetconf.Linux;

/// <summary>Shared resources by key: opened at the first lease, closed with the last.</summary>
/// <remarks>
/// The two-phase applier prepares the new before it gives up the old, and both may need the same port or clock. A second lease of the same key is
/// therefore the same resource: prepare takes it, apply moves the work over and returns the old lease, abort returns the new one. Thread-safe.
/// </remarks>
internal sealed class LeaseTable<TKey, TResource>(Func<TKey, TResource> open)
    where TKey : notnull
    where TResource : class, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Leases the resource of <paramref name="key"/>, opening it when nobody holds it. What opening throws passes through.</summary>
    public Lease<TResource> Acquire(TKey key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out Entry? entry))
            {
                entry = new Entry(open(key));
                _entries.Add(key, entry);
            }

            entry.Holders++;
            return new Lease<TResource>(entry.Resource, () => Release(key, entry));
        }
    }

    private void Release(TKey key, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Holders > 0)
            {
                return;
            }

            // Closed inside the lock: whoever acquires the key next must find the port free.
            _ = _entries.Remove(key);
            entry.Resource.Dispose();
        }
    }

    private sealed class Entry(TResource resource)
    {
        public TResource Resource { get; } = resource;

        public int Holders { get; set; }
    }
}
