using System.Xml.Linq;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Cli.Client;

/// <summary>The modules a server implements, fetched from it by get-schema (RFC 6022 §3.1) and compiled.</summary>
internal static class ServerSchema
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;
    private static readonly XNamespace Library = "urn:ietf:params:xml:ns:yang:ietf-yang-library";
    private static readonly XNamespace Monitoring = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";

    /// <summary>Fetches and compiles; when a module does not compile the set is compiled again without it.</summary>
    /// <param name="client">An open session.</param>
    /// <param name="only">Modules to fetch, with what they import; all when empty.</param>
    /// <param name="remark">Takes a sentence for every module left out.</param>
    /// <param name="cancellationToken">Ends the wait for the server.</param>
    /// <returns>The schema; null when the server names no module that can be compiled.</returns>
    public static async Task<SchemaContext?> FetchAsync(NetconfClient client, IReadOnlyCollection<string> only, Action<string> remark, CancellationToken cancellationToken)
    {
        var implemented = await ImplementedAsync(client, cancellationToken);
        if (only.Count > 0 && only.All(name => implemented.Exists(m => m.Name == name)))
        {
            implemented.RemoveAll(m => !only.Contains(m.Name));
        }

        var texts = new Dictionary<string, ModuleText>();
        var wanted = new Queue<string>(implemented.Select(m => m.Name));
        while (wanted.TryDequeue(out var name))
        {
            if (texts.ContainsKey(name) || await TextAsync(client, name, cancellationToken) is not { } text)
            {
                continue;
            }

            texts.Add(name, new ModuleText(name, null, text, name));
            foreach (var needed in Needs(text))
            {
                wanted.Enqueue(needed);
            }
        }

        var modules = implemented.Where(m => texts.ContainsKey(m.Name)).ToList();
        while (modules.Count > 0)
        {
            var compilation = Compile(modules, texts);
            if (compilation.Context is { } schema)
            {
                return schema;
            }

            var error = compilation.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            var culprit = modules.FindIndex(m => m.Name == error.Span.File);
            remark($"module {error.Span.File} of the server is left out: {error}");
            modules.RemoveAt(culprit < 0 ? modules.Count - 1 : culprit);
        }

        return null;
    }

    private static SchemaCompilation Compile(List<ServedModule> modules, Dictionary<string, ModuleText> texts)
    {
        var builder = new SchemaContextBuilder(new MemoryModuleSource(texts.Values));
        foreach (var module in modules)
        {
            builder.Implement(module.Name, null, module.Features is null ? FeatureSelection.All : FeatureSelection.Only(module.Features));
        }

        return builder.Compile();
    }

    /// <summary>From the YANG library (RFC 8525, else RFC 7895), and where there is none from the hello (RFC 7950 §5.6.4).</summary>
    private static async Task<List<ServedModule>> ImplementedAsync(NetconfClient client, CancellationToken cancellationToken)
    {
        var modules = client.Capabilities.Where(c => c.Contains("module=")).Select(FromCapability).ToList();
        if (!client.Capabilities.Any(c => c.StartsWith("urn:ietf:params:netconf:capability:yang-library:", StringComparison.Ordinal)))
        {
            return modules;
        }

        var filter = new XElement(Base + "filter", new XAttribute("type", "subtree"), new XElement(Library + "yang-library"), new XElement(Library + "modules-state"));
        var reply = await client.RequestAsync(new XElement(Base + "get", filter), cancellationToken);
        var listed = reply.Descendants(Library + "module")
            .Where(m => m.Parent?.Name.LocalName == "module-set" || m.Element(Library + "conformance-type")?.Value == "implement")
            .Select(m => new ServedModule(m.Element(Library + "name")!.Value, [.. m.Elements(Library + "feature").Select(f => f.Value)])) // a key
            .DistinctBy(m => m.Name)
            .ToList();
        return listed.Count > 0 ? listed : modules;
    }

    private static ServedModule FromCapability(string capability)
    {
        var parameters = capability[(capability.IndexOf('?') + 1)..].Replace("&amp;", "&").Split('&');
        string? Value(string name) => parameters.FirstOrDefault(p => p.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        return new ServedModule(Value("module")!, Value("features")?.Split(',') ?? []); // the caller selected by it
    }

    private static async Task<string?> TextAsync(NetconfClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await client.RequestAsync(new XElement(Monitoring + "get-schema", new XElement(Monitoring + "identifier", name)), cancellationToken);
            var text = reply.Elements().FirstOrDefault()?.Value;
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (NetconfException)
        {
            // A server may implement a module it does not hand out; the compiler says what that costs.
            return null;
        }
    }

    private static IEnumerable<string> Needs(string text)
        => YangParser.Parse(text, null).Root?.Children.Where(s => s.Kind is YangKeyword.Import or YangKeyword.Include).Select(s => s.Argument ?? "") ?? [];

    private sealed record ServedModule(string Name, string[]? Features);
}
