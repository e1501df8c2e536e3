using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>The accounts of the command line as users the system made (RFC 8342 §5.3.4, origin system); what they log in with is not told.</summary>
internal sealed class GivenUsers(SchemaContext schema, SystemModel model, IEnumerable<string> names) : IStateSource
{
    private readonly string[] _names = [.. names.Distinct()];

    /// <inheritdoc/>
    public IReadOnlyCollection<SchemaNode> Provides => [model.System];

    /// <inheritdoc/>
    public DataOrigin? Origin => DataOrigin.System;

    /// <inheritdoc/>
    public DataBranch Contribute(DataBranch root)
    {
        var tree = new DataTree(schema, (RootNode)root);
        foreach (var path in _names.Select(model.PathOf))
        {
            tree = tree.Find(path) is null ? tree.Set(path, ListEntryNode.Create(model.User, path.Step.Key)) : tree;
        }

        return tree.Root;
    }
}
