namespace AcrNetconf.Linux;

/// <summary>A share in a resource that lives as long as somebody holds a lease of it. Disposing twice is quiet.</summary>
public sealed class Lease<TResource> : IDisposable
    where TResource : class
{
    private Action? _release;

    internal Lease(TResource resource, Action release)
    {
        Resource = resource;
        _release = release;
    }

    /// <summary>Not to be used after disposal.</summary>
    public TResource Resource { get; }

    /// <summary>Gives the share back; the last one closes the resource.</summary>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
