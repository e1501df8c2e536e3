using System.Collections.Immutable;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Origins;

/// <summary>Where the configuration nodes at one place of operational come from (RFC 8342 §5.3.4).</summary>
/// <remarks>
/// Worked out on the way down, from running and from what each source changed of it; nothing is stored with the data. A walk follows it
/// with <see cref="Below"/>. Immutable but for what it remembers; one thread at a time.
/// </remarks>
internal sealed class OriginPlace
{
    private readonly DataBranch? _intended;
    private readonly ImmutableArray<Layer> _layers;
    private readonly DataOrigin? _all;

    private OriginPlace(DataBranch? intended, ImmutableArray<Layer> layers, DataOrigin? all)
    {
        _intended = intended;
        _layers = layers;
        _all = all;
    }

    /// <summary>The place above all top-level nodes.</summary>
    /// <param name="running">What clients configured.</param>
    /// <param name="added">What sources changed of it, in the order of the sources.</param>
    public static OriginPlace Root(DataBranch running, IEnumerable<(DataDiff Change, DataOrigin Origin)> added)
        => new(running, [.. added.Where(a => !a.Change.IsEmpty).Select(a => new Layer(a.Change.Root, a.Origin))], null);

    /// <summary>The origin of a configuration node here.</summary>
    /// <param name="node">A child of the branch this is the place of; of a leaf-list the whole, of a list the entry.</param>
    /// <param name="value">The value of the leaf-list that is meant; else none.</param>
    public DataOrigin Of(DataNode node, in YangValue value = default)
    {
        if (_all is { } all)
        {
            // What a source made it did not fill up: its defaults are the model's.
            return DefaultView.IsFromDefault(node) ? DataOrigin.Default : all;
        }

        var step = Step(node, value);
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            if (_layers[i].Find(step)?.Operation is DiffOperation.Create or DiffOperation.Replace)
            {
                return _layers[i].Origin;
            }
        }

        return IsIntended(node, value) ? DataOrigin.Intended
            : DefaultView.IsFromDefault(node) || IsOnlyDefaults(node) ? DataOrigin.Default
            : DataOrigin.Unknown;
    }

    /// <summary>The place below a container or list entry.</summary>
    public OriginPlace Below(DataBranch branch)
    {
        if (_all is not null)
        {
            return this;
        }

        var step = Step(branch, default);
        var layers = ImmutableArray.CreateBuilder<Layer>();
        foreach (var layer in _layers)
        {
            switch (layer.Find(step))
            {
                case { Operation: DiffOperation.Create }:
                    return new OriginPlace(null, [], layer.Origin);
                case { } below:
                    layers.Add(new Layer(below, layer.Origin));
                    break;
            }
        }

        return new OriginPlace(Intended(branch), layers.ToImmutable(), null);
    }

    private static InstanceStep Step(DataNode node, in YangValue value) => node switch
    {
        ListEntryNode entry => new InstanceStep(entry.Schema, entry.Key, 0),
        LeafListNode => new InstanceStep(node.Schema, new ListKey(value), 0),
        _ => new InstanceStep(node.Schema),
    };

    // A container nobody set, made to carry the defaults below it.
    private static bool IsOnlyDefaults(DataNode node) => node is ContainerNode { ContainerSchema.IsPresence: false };

    private bool IsIntended(DataNode node, in YangValue value) => node switch
    {
        LeafListNode => _intended?.Find(node.Schema) is LeafListNode values && values.Contains(value),
        DataBranch branch => Intended(branch) is not null,
        _ => _intended?.Find(node.Schema) is not null,
    };

    private DataBranch? Intended(DataBranch branch)
        => branch is ListEntryNode entry ? (_intended?.Find(entry.Schema) as ListNode)?.Find(entry.Key) : _intended?.Find(branch.Schema) as DataBranch;

    /// <summary>What one source changed here.</summary>
    private sealed class Layer(DiffNode change, DataOrigin origin)
    {
        private Dictionary<InstanceStep, DiffNode>? _children;

        public DataOrigin Origin => origin;

        public DiffNode? Find(in InstanceStep step)
        {
            _children ??= change.Children.Where(c => c.Operation != DiffOperation.Delete && c.Position == 0).ToDictionary(c => c.Step);
            return _children.GetValueOrDefault(step);
        }
    }
}
