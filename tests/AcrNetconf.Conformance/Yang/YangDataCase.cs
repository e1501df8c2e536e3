using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AcrNetconf.Conformance.Yang;

/// <summary>One instance document of a case directory: <c>accept-N</c> or <c>reject-N</c>, XML or JSON, beside the module named like the directory.</summary>
/// <remarks>
/// Comments at the top say the kind of document (the types of <c>acr yang validate</c>), the features that are on when not all are, and for
/// rejects "error-tag app-tag path" of the first violation; "-" for none or any. Further modules of the directory are implemented too;
/// <c>operational.xml</c> is the data an operation refers to or the configuration an edit meets, <c>request.xml</c> what a reply answers.
/// </remarks>
/// <param name="Id">Directory and file.</param>
/// <param name="InstancePath">The document.</param>
/// <param name="Type">Kind of document.</param>
/// <param name="Features">Features that are on; null for all.</param>
/// <param name="Expected">What a reject must say; null for accepts.</param>
internal sealed partial record YangDataCase(string Id, string InstancePath, string Type, string? Features, string? Expected)
{
    public static string Root { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Data"); // a source file has a directory

    public string Directory => Path.GetDirectoryName(InstancePath)!; // a file has a directory

    /// <summary>The module named like the directory.</summary>
    public string ModulePath => Path.Combine(Directory, Path.GetFileName(Directory) + ".yang");

    /// <summary>All modules, the main one first.</summary>
    public IEnumerable<string> Modules
        => System.IO.Directory.GetFiles(Directory, "*.yang").Order(StringComparer.Ordinal).OrderBy(file => file != ModulePath);

    public string? Operational => Companion("operational.xml");

    public string? Request => Companion("request.xml");

    public bool IsJson => InstancePath.EndsWith(".json", StringComparison.Ordinal);

    public static IEnumerable<YangDataCase> All()
        => System.IO.Directory.EnumerateDirectories(Root).Order(StringComparer.Ordinal)
            .SelectMany(directory => System.IO.Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal))
            .Where(file => Path.GetFileName(file).StartsWith("accept-", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("reject-", StringComparison.Ordinal))
            .Select(Read);

    /// <summary>The document without comments, which JSON has none of.</summary>
    public string JsonText() => string.Join('\n', File.ReadLines(InstancePath).Where(line => !line.StartsWith("// ", StringComparison.Ordinal)));

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static YangDataCase Read(string file)
    {
        var remarks = Remark().Matches(File.ReadAllText(file)).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var id = $"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}";
        return new(id, file, remarks["type"], remarks.GetValueOrDefault("features"), remarks.GetValueOrDefault("expect"));
    }

    private string? Companion(string name) => Path.Combine(Directory, name) is var path && File.Exists(path) ? path : null;

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^(?:<!--|//) (type|features|expect): (.*?)(?: -->)?$", RegexOptions.Multiline)]
    private static partial Regex Remark();
}
