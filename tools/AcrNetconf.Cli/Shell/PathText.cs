using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Shell;

/// <summary>Reads <c>/module:container/list[key=value]/leaf=value</c>; module names may be left out, values of keys may be quoted.</summary>
internal static class PathText
{
    /// <summary>The module a path begins in: its prefix, else the module of the container's own name, as most modules are made.</summary>
    public static string Module(string text)
    {
        var end = text.AsSpan(1).IndexOfAny("/[=:");
        return end < 0 ? text[1..] : text[1..(end + 1)];
    }

    /// <returns>The place, and what stands behind the equals sign after it, or null.</returns>
    /// <exception cref="ShellException">The path does not exist in the schema; names the step.</exception>
    public static (ModelPath Path, string? Value) Read(SchemaContext schema, string text)
    {
        SchemaBranch above = schema.Root;
        SchemaNode? node = null;
        var keys = new List<string>();
        var at = 0;
        while (at < text.Length && text[at] == '/')
        {
            above = node is null ? above : node as SchemaBranch ?? throw new ShellException($"{node.SchemaPath} has nothing below it");
            var end = text.AsSpan(at + 1).IndexOfAny("/[=");
            end = end < 0 ? text.Length : at + 1 + end;
            node = Step(above, text[(at + 1)..end]);
            at = end;
            if (node is ListSchema list)
            {
                keys.AddRange(Keys(list, text, ref at));
            }
        }

        if (node is null || (at < text.Length && text[at] != '='))
        {
            throw new ShellException($"'{text}' is not a path: it begins with a slash, and its steps are names");
        }

        return (new ModelPath(node, keys), at < text.Length ? text[(at + 1)..] : null);
    }

    private static SchemaNode Step(SchemaBranch above, string name)
    {
        var colon = name.IndexOf(':');
        var local = name[(colon + 1)..];
        var module = colon < 0 ? null : name[..colon];
        var found = above.DataChildren.Where(c => c.Name == local && (module is null || c.Module.Name == module)).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new ShellException($"there is no {name} in {(above is RootSchema ? "the server's modules" : above.SchemaPath)}"),
            _ => throw new ShellException($"{name} is in several modules; write one of {string.Join(", ", found.Select(f => $"{f.Module.Name}:{local}"))}"),
        };
    }

    private static List<string> Keys(ListSchema list, string text, ref int at)
    {
        var given = new Dictionary<string, string>();
        while (at < text.Length && text[at] == '[')
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            var quote = equals + 1 < text.Length && text[equals + 1] is '\'' or '"' ? text[equals + 1] : '\0';
            var start = quote == '\0' ? equals + 1 : equals + 2;
            var end = start > text.Length ? -1 : text.IndexOf(quote == '\0' ? ']' : quote, start);
            if (end < 0)
            {
                throw new ShellException($"the predicate at column {at + 1} does not end");
            }

            var name = text[(at + 1)..equals];
            given[name[(name.IndexOf(':') + 1)..]] = text[start..end];
            at = quote == '\0' ? end + 1 : Math.Min(end + 2, text.Length);
        }

        return [.. list.Keys.Select(k => given.TryGetValue(k.Name, out var value) ? value : throw new ShellException($"{list.SchemaPath} needs the key [{k.Name}=...]"))];
    }
}
