using System.Text.Json;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Compiles what the agent serves: the modules of yang/library.json and those of the command line.</summary>
internal static class ServedSchema
{
    /// <summary>Features of ietf-netconf that the command line decides on.</summary>
    private static readonly string[] Switched = ["writable-running", "startup", "url", "confirmed-commit", "validate", "xpath"];

    /// <param name="modulePaths">Directories of further modules.</param>
    /// <param name="modules">Further modules.</param>
    /// <param name="capabilities">Optional capabilities served: they decide about features of ietf-netconf and about whole modules.</param>
    /// <exception cref="StartRefusedException">A module does not compile; names the first error.</exception>
    public static SchemaContext Compile(IReadOnlyList<string> modulePaths, IReadOnlyList<ServedModule> modules, IReadOnlySet<string> capabilities)
    {
        var builder = new SchemaContextBuilder(new CombinedModuleSource([new EmbeddedModuleSource(), new DirectoryModuleSource([.. modulePaths])]));
        foreach (var (name, revision, features) in Library())
        {
            if (name == "ietf-netconf")
            {
                builder.Implement(name, revision, Select([.. (features ?? []).Except(Switched), .. Switched.Where(capabilities.Contains)]));
            }
            else if (CapabilityOf(name) is not { } capability || capabilities.Contains(capability))
            {
                // Features of other modules that mean a capability go with it (RFC 8526 §4, RFC 8639 §2.2).
                builder.Implement(name, revision, Select(features is null ? null : [.. features.Where(f => f is not ("with-defaults" or "xpath") || capabilities.Contains(f))]));
            }
        }

        foreach (var module in modules)
        {
            builder.Implement(module.Name, module.Revision, Select(module.Features));
        }

        var compilation = builder.Compile();
        return compilation.Context
            ?? throw new StartRefusedException(compilation.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString());
    }

    /// <summary>The capability a module goes with, or null for those always served.</summary>
    private static string? CapabilityOf(string module) => module switch
    {
        "ietf-netconf-with-defaults" => "with-defaults",
        "ietf-netconf-partial-lock" => "partial-lock",
        "ietf-netconf-private-candidate" => "private-candidate",
        "notifications" or "nc-notifications" or "ietf-netconf-notifications" or "acr-notifications"
            or "ietf-subscribed-notifications" or "ietf-yang-push" or "ietf-system-capabilities" or "ietf-notification-capabilities"
            or "acr-subscriptions" => "notification",
        _ => null,
    };

    private static FeatureSelection Select(IReadOnlyList<string>? features) => features is null ? FeatureSelection.All : FeatureSelection.Only([.. features]);

    private static IEnumerable<(string Name, string? Revision, string[]? Features)> Library()
    {
        using var stream = typeof(ServedSchema).Assembly.GetManifestResourceStream("yang/library.json")!; // embedded by the build
        using var document = JsonDocument.Parse(stream);
        foreach (var module in document.RootElement.GetProperty("modules").EnumerateArray())
        {
            if (module.GetProperty("conformance").GetString() == "implement")
            {
                yield return (
                    module.GetProperty("name").GetString()!, // the file is ours
                    module.TryGetProperty("revision", out var revision) ? revision.GetString() : null,
                    module.TryGetProperty("features", out var features) ? [.. features.EnumerateArray().Select(f => f.GetString()!)] : null); // the file is ours
            }
        }
    }

    private sealed class CombinedModuleSource(IModuleSource[] sources) : IModuleSource
    {
        public ModuleText? Find(string name, string? revision)
            => sources.Select(s => s.Find(name, revision)).FirstOrDefault(text => text is not null);
    }
}
