using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>What a commit will do to one component: printable, comparable, refusable before anything happened.</summary>
public abstract class PlannedChange
{
    private protected PlannedChange(string component, InstancePath target, Impact impact, TimeSpan? untraced)
    {
        Component = component;
        Target = target;
        Impact = impact;
        Untraced = untraced;
    }

    /// <summary>Name of the component, e.g. <c>protocol-core</c>.</summary>
    public string Component { get; }

    /// <summary>The subtree that configures it.</summary>
    public InstancePath Target { get; }

    public Impact Impact { get; }

    /// <summary>How long the service is expected to be without a source of timing when its peers answer; null when it is for good.</summary>
    public TimeSpan? Untraced { get; }

    /// <summary>True when the component does not run yet.</summary>
    public abstract bool IsCreation { get; }

    /// <summary>True when the component goes away.</summary>
    public abstract bool IsRemoval { get; }

    /// <summary>The nodes this component reads that changed.</summary>
    public ImmutableArray<PlannedLeaf> Leaves { get; internal set; } = [];

    /// <summary>Takes everything that may be refused; nothing visible happens.</summary>
    internal abstract ValueTask<PrepareOutcome> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>The way back, used when an apply fails (a bug or dead hardware).</summary>
    internal abstract PlannedChange Inverse();
}
