using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Monitoring;

/// <summary>/yang-library (RFC 8525) and /modules-state (RFC 7895) of the schema served. Both never change while the server runs.</summary>
internal sealed class YangLibraryState : IStateSource
{
    private const string Set = "complete";

    private readonly DataNode[] _nodes;

    public YangLibraryState(SchemaContext schema)
    {
        var built = new TreeBuilder(schema);
        BuildLibrary(built, schema);
        BuildModulesState(built, schema);
        _nodes = [.. built.Build().Children];
        Provides = [.. _nodes.Select(n => n.Schema)];
    }

    public IReadOnlyCollection<SchemaNode> Provides { get; }

    public DataBranch Contribute(DataBranch root)
    {
        foreach (var node in _nodes)
        {
            root = root.With(node);
        }

        return root;
    }

    private static void BuildLibrary(TreeBuilder library, SchemaContext schema)
    {
        library.Enter("ietf-yang-library", "yang-library").Enter("module-set").Leaf("name", Set);
        foreach (var module in schema.Modules)
        {
            library.Enter(module.IsImplemented ? "module" : "import-only-module").Leaf("name", module.Name);
            library.LeafIfAny("revision", module.IsImplemented ? module.Revision : module.Revision ?? "");
            library.Leaf("namespace", module.Namespace);
            foreach (var submodule in module.Submodules)
            {
                library.Enter("submodule").Leaf("name", submodule.Name).LeafIfAny("revision", submodule.Revision).Exit();
            }

            if (module.IsImplemented)
            {
                foreach (var feature in Features(module))
                {
                    library.Leaf("feature", feature);
                }

                foreach (var deviation in module.DeviatedBy)
                {
                    library.Leaf("deviation", deviation);
                }
            }

            library.Exit();
        }

        library.Exit().Enter("schema").Leaf("name", Set).Leaf("module-set", Set).Exit();
        foreach (var store in NmdaDatastore.Served(schema))
        {
            library.Enter("datastore").Leaf("name", $"ietf-datastores:{DatastoreParameter.Name(store)}").Leaf("schema", Set).Exit();
        }

        library.Leaf("content-id", schema.ContentId).Exit();
    }

    private static void BuildModulesState(TreeBuilder state, SchemaContext schema)
    {
        state.Enter("ietf-yang-library", "modules-state").Leaf("module-set-id", schema.ContentId);
        foreach (var module in schema.Modules)
        {
            state.Enter("module").Leaf("name", module.Name).Leaf("revision", module.Revision ?? "").Leaf("namespace", module.Namespace);
            foreach (var feature in module.IsImplemented ? Features(module) : [])
            {
                state.Leaf("feature", feature);
            }

            foreach (var deviation in module.DeviatedBy)
            {
                state.Enter("deviation").Leaf("name", deviation).Leaf("revision", schema.FindModule(deviation)?.Revision ?? "").Exit();
            }

            state.Leaf("conformance-type", module.IsImplemented ? "implement" : "import");
            foreach (var submodule in module.Submodules)
            {
                state.Enter("submodule").Leaf("name", submodule.Name).Leaf("revision", submodule.Revision ?? "").Exit();
            }

            state.Exit();
        }

        state.Exit();
    }

    private static IEnumerable<string> Features(YangModule module)
        => module.Features.Where(f => f.Value).Select(f => f.Key).Order(StringComparer.Ordinal);
}
