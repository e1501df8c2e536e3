using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Cli.Yang;

/// <summary>Compiles the modules a command line names. Keeps the last few sets, for batches that ask for the same one again.</summary>
internal sealed class ModuleSetCompiler
{
    private const int MaxKept = 8;
    private readonly List<(string Key, SchemaCompilation Compilation)> _kept = [];
    private readonly Dictionary<string, ShippedModules> _sources = [];

    /// <summary>Compiles the modules; unreadable files are findings.</summary>
    /// <param name="options">Search path and features.</param>
    /// <param name="modules">Names or files.</param>
    /// <param name="findings">Takes what cannot be read.</param>
    public SchemaCompilation? Compile(YangOptions options, IReadOnlyList<string> modules, List<YangFinding> findings)
    {
        var key = string.Join('\n', ["p", .. options.SearchPath, "F", .. options.Features, "m", .. modules.Select(Stamp)]);
        var known = _kept.FindIndex(kept => kept.Key == key);
        if (known >= 0)
        {
            return _kept[known].Compilation;
        }

        var builder = new SchemaContextBuilder(SourceFor(options, modules));
        Select(options, builder);
        foreach (var module in modules)
        {
            if (!Add(builder, module, findings))
            {
                return null;
            }
        }

        var compilation = builder.Compile();
        if (_kept.Count == MaxKept)
        {
            _kept.RemoveAt(0);
        }

        _kept.Add((key, compilation));
        return compilation;
    }

    private static string Stamp(string module)
        => File.Exists(module) ? $"{Path.GetFullPath(module)} {File.GetLastWriteTimeUtc(module).Ticks}" : module;

    private ShippedModules SourceFor(YangOptions options, IReadOnlyList<string> modules)
    {
        // Beside the search path, modules next to the given files are found, as compilers do.
        var directories = options.SearchPath
            .Concat(modules.Where(File.Exists).Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!))
            .Distinct()
            .ToList();
        var key = string.Join('\n', directories);
        if (!_sources.TryGetValue(key, out var source))
        {
            _sources.Add(key, source = new ShippedModules(new DirectoryModuleSource(directories)));
        }

        return source;
    }

    private static void Select(YangOptions options, SchemaContextBuilder builder)
    {
        foreach (var selection in options.Features)
        {
            var colon = selection.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                builder.FeaturesOf[selection[..colon]] = FeatureSelection.Only(
                    selection[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }
            else
            {
                builder.ImportedFeatures = selection == "none" ? FeatureSelection.None : FeatureSelection.All;
            }
        }
    }

    private static bool Add(SchemaContextBuilder builder, string module, List<YangFinding> findings)
    {
        if (!File.Exists(module))
        {
            var at = module.IndexOf('@', StringComparison.Ordinal);
            builder.Implement(at < 0 ? module : module[..at], at < 0 ? null : module[(at + 1)..]);
            return true;
        }

        try
        {
            var name = Path.GetFileNameWithoutExtension(module);
            var at = name.IndexOf('@', StringComparison.Ordinal);
            builder.ImplementText(new ModuleText(at < 0 ? name : name[..at], at < 0 ? null : name[(at + 1)..], File.ReadAllText(module), module));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Add(new(null, null, null, $"{module}: {exception.Message}"));
            return false;
        }
    }
}
