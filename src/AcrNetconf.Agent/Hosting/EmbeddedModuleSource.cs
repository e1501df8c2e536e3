using System.Reflection;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Hosting;

/// <summary>The modules of the yang directory, carried inside the executable so that it runs without files beside it.</summary>
internal sealed class EmbeddedModuleSource : IModuleSource
{
    private const string Prefix = "yang/";
    private readonly Assembly _assembly = typeof(EmbeddedModuleSource).Assembly;

    /// <inheritdoc/>
    public ModuleText? Find(string name, string? revision)
    {
        string? best = null;
        foreach (var resource in _assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix) || !resource.EndsWith(".yang"))
            {
                continue;
            }

            var file = Path.GetFileNameWithoutExtension(resource);
            var at = file.IndexOf('@');
            var matches = (at < 0 ? file : file[..at]) == name && (revision is null || at < 0 || file[(at + 1)..] == revision);
            if (matches && string.CompareOrdinal(resource, best) > 0)
            {
                best = resource;
            }
        }

        if (best is null)
        {
            return null;
        }

        using var reader = new StreamReader(_assembly.GetManifestResourceStream(best)!); // the name comes from the manifest
        return new ModuleText(name, revision, reader.ReadToEnd(), best);
    }
}
