using System.Reflection;
using System.Text;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Hosting;

/// <summary>The modules of the yang directory, carried inside the executable so that it runs without files beside it.</summary>
internal sealed class EmbeddedModuleSource : IModuleSource
{
    private const string Prefix = "yang/";
    private const string Suffix = ".yang";

    private readonly Assembly _assembly = typeof(EmbeddedModuleSource).Assembly;
    private readonly Dictionary<string, List<(string? Revision, string Resource)>> _byName = [];

    public EmbeddedModuleSource()
    {
        foreach (var resource in _assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Prefix, StringComparison.Ordinal) && resource.EndsWith(Suffix, StringComparison.Ordinal))
            {
                var file = resource[Prefix.Length..^Suffix.Length];
                var at = file.IndexOf('@');
                var name = at < 0 ? file : file[..at];
                if (!_byName.TryGetValue(name, out var revisions))
                {
                    _byName.Add(name, revisions = []);
                }

                revisions.Add((at < 0 ? null : file[(at + 1)..], resource));
            }
        }
    }

    /// <inheritdoc/>
    public ModuleText? Find(string name, string? revision)
    {
        string? best = null;
        foreach (var (date, resource) in _byName.GetValueOrDefault(name) ?? [])
        {
            if ((revision is null || date is null || date == revision) && string.CompareOrdinal(resource, best) > 0)
            {
                best = resource;
            }
        }

        return best is null ? null : new ModuleText(name, revision, Read(best), best);
    }

    private string Read(string resource)
    {
        using var stream = _assembly.GetManifestResourceStream(resource)!; // the name comes from the manifest
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
