using System.Collections.Immutable;

namespace AcrNetconf.Yang.Schema;

/// <summary>A complete, compiled set of modules. Immutable; everything hanging off it is safe to share between threads.</summary>
public sealed class SchemaContext
{
    private readonly Dictionary<string, YangModule> _byNamespace = [];
    private readonly Dictionary<string, YangModule> _byName = [];

    internal SchemaContext(ImmutableArray<YangModule> modules, RootSchema root, string contentId)
    {
        Modules = modules;
        Root = root;
        ContentId = contentId;
        foreach (var module in modules)
        {
            module.Root = root;

            // An implemented revision wins over import-only ones; otherwise the newest does.
            if (!_byName.TryGetValue(module.Name, out var known) || Outranks(module, known))
            {
                _byName[module.Name] = module;
                _byNamespace[module.Namespace] = module;
            }
        }
    }

    /// <summary>All modules, implemented and import-only, ordered by name and revision.</summary>
    public ImmutableArray<YangModule> Modules { get; }

    /// <summary>Above all top-level nodes of implemented modules.</summary>
    public RootSchema Root { get; }

    /// <summary>Changes exactly when modules, revisions, features or deviations do (RFC 8525 §3, content-id).</summary>
    public string ContentId { get; }

    /// <summary>Module by name; with several revisions the implemented, else the newest.</summary>
    public YangModule? FindModule(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Module by XML namespace.</summary>
    public YangModule? FindModuleByNamespace(string @namespace) => _byNamespace.GetValueOrDefault(@namespace);

    /// <summary>Top-level rpc by namespace and name.</summary>
    public OperationSchema? FindRpc(string @namespace, string name)
        => Root.Children.OfType<OperationSchema>().FirstOrDefault(o => o.Name == name && o.Module.Namespace == @namespace);

    /// <summary>Top-level notification by namespace and name.</summary>
    public NotificationSchema? FindNotification(string @namespace, string name)
        => Root.Children.OfType<NotificationSchema>().FirstOrDefault(o => o.Name == name && o.Module.Namespace == @namespace);

    private static bool Outranks(YangModule candidate, YangModule known)
        => candidate.IsImplemented != known.IsImplemented
            ? candidate.IsImplemented
            : string.CompareOrdinal(candidate.Revision, known.Revision) > 0;
}
