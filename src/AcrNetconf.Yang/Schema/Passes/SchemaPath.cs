using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Absolute schema node identifiers (RFC 7950 §6.5), as augment and deviation use them.</summary>
internal static class SchemaPath
{
    public static NodeDraft? Find(string? path, ModuleUnit unit)
    {
        if (path is null || !SchemaNodeIdentifier.IsAbsolute(path))
        {
            return null;
        }

        NodeDraft? node = null;
        foreach (var range in path.AsSpan(1).Split('/'))
        {
            if (!unit.TryResolve(path.AsSpan(1)[range].ToString(), out var module, out var name))
            {
                return null;
            }

            node = node is null ? FindTop(module, name) : node.FindChild(name, module);
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>Why a path leads nowhere.</summary>
    public static string Explain(string path, ModuleUnit unit)
    {
        NodeDraft? node = null;
        foreach (var range in path.AsSpan(1).Split('/'))
        {
            var step = path.AsSpan(1)[range].ToString();
            if (!unit.TryResolve(step, out var module, out var name))
            {
                return $"\"{path}\": the prefix of \"{step}\" is not declared";
            }

            var next = node is null ? FindTop(module, name) : node.FindChild(name, module);
            if (next is null)
            {
                return node is null
                    ? $"\"{path}\": module \"{module.Name}\" has no top-level node \"{name}\""
                    : $"\"{path}\": \"{node.Name}\" has no child \"{name}\" of module \"{module.Name}\"";
            }

            node = next;
        }

        return $"\"{path}\" leads nowhere";
    }

    /// <summary>The module an absolute path starts in.</summary>
    public static ModuleDraft? FirstModule(string? path, ModuleUnit unit)
    {
        if (path is null || !SchemaNodeIdentifier.IsAbsolute(path))
        {
            return null;
        }

        var end = path.IndexOf('/', 1);
        return unit.TryResolve(end < 0 ? path[1..] : path[1..end], out var module, out _) ? module : null;
    }

    private static NodeDraft? FindTop(ModuleDraft module, string name) => module.Top.FindChild(name, module);
}
