using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>What a commit will do to one component: printable, comparable, refusable before anything happened.</summary>
public abstract class PlannedChange
{
    private protected PlannedChange(string component, InstancePath target, Impact impact)
    {
        Component = component;
        Target = target;
        Impact = impact;
    }

    /// <summary>Name of the component, e.g. <c>protocol-core</c>.</summary>
    public string Component { get; }

    /// <summary>The subtree that configures it.</summary>
    public InstancePath Target { get; }

    public Impact Impact { get; }

    /// <summary>True when the component goes away.</summary>
    public abstract bool IsRemoval { get; }

    /// <summary>The nodes this component reads that changed.</summary>
    public ImmutableArray<PlannedLeaf> Leaves { get; internal set; } = [];

    /// <summary>Takes everything that may be refused; nothing visible happens.</summary>
    internal abstract ValueTask<PrepareOutcome> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>The way back, used when an apply fails (a bug or dead hardware).</summary>
    internal abstract PlannedChange Inverse();
}
