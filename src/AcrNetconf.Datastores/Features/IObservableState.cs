namespace AcrNetconf.Datastores.Features;

/// <summary>Operational state that tells when it changes, so that subscribers hear of it without anybody asking (RFC 8641 §3.1).</summary>
public interface IObservableState : IStateSource
{
    /// <summary>A reference that changes whenever what <see cref="IStateSource.Contribute"/> adds may have changed.</summary>
    object Version { get; }

    /// <summary>Adds who is told after a change; called on the thread that made it, hence must be quick and must not throw.</summary>
    void Observe(Action changed);
}
