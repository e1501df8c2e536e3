using System.Diagnostics;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Conformance.Yang.Installed;

/// <summary>A module file of an installed Debian package, with the directories its imports are looked up in.</summary>
/// <param name="Set">Short name of the package part.</param>
/// <param name="File">The file.</param>
/// <param name="SearchPath">For us and for yanglint alike.</param>
internal sealed record InstalledModule(string Set, string File, IReadOnlyList<string> SearchPath)
{
    public const string Yanglint = "/usr/bin/yanglint";
    private const string Yuma = "/usr/share/yuma/modules/";
    private const string Libyang = "/usr/share/yang/modules/libyang";

    private static readonly string[] YumaDirectories =
        [.. ((string[])["ietf", "ietf-derived", "ietf-draft", "netconfcentral", "yuma123", "examples"]).Select(name => Yuma + name)];

    /// <summary>Package part and file name.</summary>
    public string Id => $"{Set}/{Path.GetFileName(File)}";

    /// <summary>True for a submodule, which yanglint does not read by itself.</summary>
    public bool IsSubmodule => Text.Contains("belongs-to", StringComparison.Ordinal) && Text.TrimStart().StartsWith("submodule", StringComparison.Ordinal);

    public string Text => System.IO.File.ReadAllText(File);

    /// <summary>All of libyuma-base, libyang2, the examples of libyang2-tools, and frr where it is installed or unpacked into ACR_FRR_YANG.</summary>
    public static IEnumerable<InstalledModule> All()
    {
        var frr = Environment.GetEnvironmentVariable("ACR_FRR_YANG") ?? "/usr/share/yang";
        const string Nmda = "/usr/share/yuma/nmda-modules/ietf";
        const string Examples = "/usr/share/doc/libyang2-tools/examples";
        return
        [
            .. YumaDirectories.SelectMany(directory => In("yuma", directory, YumaDirectories)),
            .. In("nmda", Nmda, [Nmda, .. YumaDirectories]),
            .. In("libyang", Libyang, []),
            .. In("examples", Examples, [Examples]),
            .. In("frr", frr, [frr]),
        ];
    }

    /// <summary>Compiles it with every feature of its own and none of the others, as yanglint does.</summary>
    public SchemaCompilation Compile()
    {
        var name = Path.GetFileNameWithoutExtension(File);
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var text = new ModuleText(at < 0 ? name : name[..at], at < 0 ? null : name[(at + 1)..], Text, File);
        return new SchemaContextBuilder(new DirectoryModuleSource(SearchPath)) { ImportedFeatures = FeatureSelection.None }
            .ImplementText(text, FeatureSelection.All)
            .Compile();
    }

    /// <summary>yanglint's tree of it, empty when it dies of drawing it; null when it refuses the module.</summary>
    public string? YanglintTree() => RunYanglint(["-f", "tree"]) ?? (RunYanglint([]) is null ? null : "");

    private string? RunYanglint(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Yanglint, [.. arguments, .. SearchPath.SelectMany(directory => (string[])["-p", directory]), File])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!; // the package is installed
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : null;
    }

    private static IEnumerable<InstalledModule> In(string set, string directory, string[] path) => Directory.Exists(directory)
        ? Directory.EnumerateFiles(directory, "*.yang").Order(StringComparer.Ordinal).Select(file => new InstalledModule(set, file, [.. path, Libyang]))
        : [];
}
