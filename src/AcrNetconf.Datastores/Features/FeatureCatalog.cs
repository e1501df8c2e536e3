using System.Collections.Immutable;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Features;

/// <summary>Everything behind the served model: component bindings in start order, state sources, operation handlers. Immutable.</summary>
public sealed class FeatureCatalog
{
    private readonly ImmutableHashSet<string> _implementedModules;
    private readonly Dictionary<OperationSchema, IRpcHandler> _handlers;
    private readonly bool _hasImpacts;

    internal FeatureCatalog(
        SchemaContext schema,
        ImmutableArray<ComponentBinding> bindings,
        ImmutableArray<IStateSource> sources,
        ImmutableArray<IRpcHandler> handlers,
        ImmutableHashSet<string> implementedModules)
    {
        Schema = schema;
        Bindings = bindings;
        Sources = sources;
        _handlers = handlers.ToDictionary(h => h.Operation);
        _implementedModules = implementedModules;
        _hasImpacts = schema.FindModule(ModelImpact.ModuleName) is { IsImplemented: true };
    }

    public SchemaContext Schema { get; }

    public ImmutableArray<ComponentBinding> Bindings { get; }

    public ImmutableArray<IStateSource> Sources { get; }

    /// <summary>What is kept in place of what is written.</summary>
    internal ValueRewrites Rewrites { get; init; } = new(new Dictionary<LeafSchema, Func<string?, string, string>>());

    /// <summary>Handler of an operation, or null when nothing implements it.</summary>
    public IRpcHandler? FindHandler(OperationSchema operation) => _handlers.GetValueOrDefault(operation);

    /// <summary>A changed node with the impact a component declares for it, where its model does not.</summary>
    public PlannedLeaf Judge(PlannedLeaf leaf) => Bindings.Aggregate(leaf, (judged, binding) => binding.Judge(judged));

    /// <summary>Compares the model with what is implemented: a leaf nobody reads, or whose impact nobody knows, becomes impossible.</summary>
    /// <returns>One sentence per gap; empty when the catalogue is complete.</returns>
    public ImmutableArray<string> Verify()
    {
        var gaps = ImmutableArray.CreateBuilder<string>();
        var read = Bindings.SelectMany(b => b.Reads).ToHashSet();
        foreach (var node in Schema.Root.Children)
        {
            if (_implementedModules.Contains(node.Module.Name))
            {
                Visit(node, read, gaps);
            }
        }

        return gaps.ToImmutable();
    }

    private void Visit(SchemaNode node, HashSet<SchemaNode> read, ImmutableArray<string>.Builder gaps)
    {
        if (node is LeafSchema or LeafListSchema or AnydataSchema && node.IsConfig && ModelImpact.Declared(node) is null && !Bindings.Any(b => b.Impacts.ContainsKey(node)) && _hasImpacts)
        {
            gaps.Add($"{node.SchemaPath} is configuration without an impact");
        }

        switch (node)
        {
            case LeafSchema { IsKey: true }:
                break;
            case LeafSchema or LeafListSchema or AnydataSchema when node.IsConfig && !read.Contains(node):
                gaps.Add($"{node.SchemaPath} is configuration that no component reads");
                break;
            case OperationSchema operation when !_handlers.ContainsKey(operation):
                gaps.Add($"{node.SchemaPath} is an operation without a handler");
                break;
            case OperationSchema or NotificationSchema:
                break;
            case SchemaBranch branch:
                foreach (var child in branch.Children)
                {
                    Visit(child, read, gaps);
                }

                break;
        }
    }
}
