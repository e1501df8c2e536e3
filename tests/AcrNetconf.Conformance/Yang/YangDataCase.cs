using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AcrNetconf.Conformance.Yang;

/// <summary>One instance document of a case directory: <c>accept-N.xml</c> or <c>reject-N.xml</c> beside the module named like the directory.</summary>
/// <remarks>Comments at the top say the kind of document and, for rejects, "error-tag app-tag path" of the first violation; "-" for none or any.</remarks>
internal sealed partial record YangDataCase(string Id, string ModulePath, string InstancePath, string Type, string? Expected)
{
    public static string Root { get; } = Path.GetDirectoryName(ThisFile())!;

    public static IEnumerable<YangDataCase> All()
    {
        foreach (var directory in Directory.EnumerateDirectories(Root).Where(each => Path.GetFileName(each) is not ("Modules" or "Installed" or "ModuleSets" or "Mutation")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(directory);
            foreach (var file in Directory.EnumerateFiles(directory, "*.xml").Order(StringComparer.Ordinal))
            {
                var text = File.ReadAllText(file);
                var expected = Expectation().Match(text);
                yield return new(
                    $"{name}/{Path.GetFileName(file)}",
                    Path.Combine(directory, name + ".yang"),
                    file,
                    Kind().Match(text).Groups[1].Value,
                    expected.Success ? expected.Groups[1].Value : null);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("<!-- type: (\\S+) -->")]
    private static partial Regex Kind();

    [GeneratedRegex("<!-- expect: (.*?) -->")]
    private static partial Regex Expectation();
}
