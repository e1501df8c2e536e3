using System.Reflection;
using System.Text.RegularExpressions;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Yang;

/// <summary>The modules of the yang directory, carried inside the executable: found where the search path of the command line has none.</summary>
/// <param name="searchPath">Asked first.</param>
internal sealed partial class ShippedModules(IModuleSource searchPath) : IModuleSource
{
    private const string Prefix = "yang/";
    private static readonly Assembly Assembly = typeof(ShippedModules).Assembly;

    /// <inheritdoc/>
    public ModuleText? Find(string name, string? revision) => searchPath.Find(name, revision) ?? FindShipped(name, revision);

    /// <summary>Name of the module of a namespace, or null.</summary>
    public static string? NameOf(string @namespace)
    {
        foreach (var resource in Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Prefix, StringComparison.Ordinal) && Namespace().Match(Read(resource)) is { Success: true } match && match.Groups[1].Value == @namespace)
            {
                return FileName(resource).Name;
            }
        }

        return null;
    }

    private static ModuleText? FindShipped(string name, string? revision)
    {
        string? best = null;
        foreach (var resource in Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Prefix, StringComparison.Ordinal)
                && FileName(resource) is var file && file.Name == name && (revision is null || file.Revision is null || file.Revision == revision)
                && string.CompareOrdinal(resource, best) > 0)
            {
                best = resource;
            }
        }

        return best is null ? null : new ModuleText(name, FileName(best).Revision, Read(best), best);
    }

    private static (string Name, string? Revision) FileName(string resource)
    {
        var file = Path.GetFileNameWithoutExtension(resource);
        var at = file.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (file, null) : (file[..at], file[(at + 1)..]);
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!); // the name comes from the manifest
        return reader.ReadToEnd();
    }

    [GeneratedRegex("""^\s*namespace\s+"?([^";\s]+)"?\s*;""", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
