using AcrNetconf.Datastores.Commit;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Features;

/// <summary>Ties schema nodes to a component configured by one immutable record with value equality.</summary>
/// <typeparam name="TConfig">The record; null means the component is absent.</typeparam>
public abstract class ComponentBinding<TConfig> : ComponentBinding
    where TConfig : class, IEquatable<TConfig>
{
    protected ComponentBinding(string name, InstancePath target)
        : base(name, target)
    {
    }

    /// <summary>Reads the component's configuration from a valid tree. Pure.</summary>
    protected abstract TConfig? Bind(DataTree tree);

    /// <summary>How much a change disturbs. Pure; called only when the two differ.</summary>
    protected abstract Impact Assess(TConfig? from, TConfig? to);

    /// <summary>How long the service is expected to be without a source of timing when its peers answer; null when for good. Pure.</summary>
    protected virtual TimeSpan? Untraced(TConfig? from, TConfig? to) => TimeSpan.Zero;

    /// <summary>Takes what may be refused: sockets, clock handles, timestamp modes. Nothing visible happens.</summary>
    protected abstract ValueTask<PrepareOutcome> PrepareAsync(Change<TConfig> change, CancellationToken cancellationToken);

    /// <summary>The component's configuration in a valid tree; null when it is absent.</summary>
    internal TConfig? Configuration(DataTree tree) => Bind(tree);

    /// <inheritdoc/>
    internal sealed override PlannedChange? Plan(DataTree from, DataTree to)
    {
        var before = Configuration(from);
        var after = Configuration(to);
        return Equals(before, after)
            ? null
            : new Planned(this, new Change<TConfig>(Target, before, after, Assess(before, after)), Untraced(before, after));
    }

    private sealed class Planned(ComponentBinding<TConfig> binding, Change<TConfig> change, TimeSpan? untraced)
        : PlannedChange(binding.Name, change.Target, change.Impact, untraced)
    {
        public override bool IsCreation => change.From is null;

        public override bool IsRemoval => change.To is null;

        internal override ValueTask<PrepareOutcome> PrepareAsync(CancellationToken cancellationToken)
            => binding.PrepareAsync(change, cancellationToken);

        internal override PlannedChange Inverse()
            => new Planned(binding, new Change<TConfig>(change.Target, change.To, change.From, binding.Assess(change.To, change.From)), binding.Untraced(change.To, change.From));
    }
}
