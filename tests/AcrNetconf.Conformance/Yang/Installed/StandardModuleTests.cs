using System.Runtime.CompilerServices;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Conformance.Yang.Installed;

/// <summary>The standard modules written for this project have the compiled schema of the published ones, which Debian packages bring.</summary>
[TestClass]
public sealed class StandardModuleTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Own_standard_modules_have_the_schema_of_the_published_ones()
    {
        var own = Path.GetFullPath(Path.Combine(Here(), "../../../../yang/ietf"));
        var compared = 0;
        // Each with the number of facts that differ.
        var differences = new List<string>();
        foreach (var file in Directory.EnumerateFiles(own, "*.yang").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var published = InstalledModule.All().FirstOrDefault(module => IsSame(module, name));
            if (published is null)
            {
                TestContext.WriteLine($"{name}: not in the installed packages");
                continue;
            }

            compared++;
            var ours = Dump(file, [own]);
            var theirs = Dump(published.File, published.SearchPath);
            var found = theirs.Except(ours).Select(line => $"  published {line}").Concat(ours.Except(theirs).Select(line => $"  own       {line}")).ToList();
            TestContext.WriteLine($"{name}: {theirs.Count} facts, {(found.Count == 0 ? "equal" : "different")} ({published.File})");
            if (found.Count > 0)
            {
                TestContext.WriteLine(string.Join('\n', found));
                differences.Add($"{name} {found.Count}");
            }
        }

        Assert.IsGreaterThan(8, compared, "libyuma-base and libyang2 are needed");
        var listed = File.ReadLines(Path.Combine(Here(), "standard-differences.txt")).Where(line => line.Length > 0 && line[0] != '#');
        CollectionAssert.AreEquivalent(listed.Select(line => string.Join(' ', line.Split(' ').Take(2))).ToList(), differences);
    }

    private static bool IsSame(InstalledModule module, string name)
    {
        if (module.Set is not ("yuma" or "nmda" or "libyang"))
        {
            return false;
        }

        var file = Path.GetFileNameWithoutExtension(module.File);
        if (file == name)
        {
            return true;
        }

        // A file without a revision in its name.
        return file == name.Split('@')[0] && module.Text.Contains($"revision {name.Split('@')[1]}", StringComparison.Ordinal);
    }

    private static List<string> Dump(string file, IReadOnlyList<string> path)
    {
        var name = Path.GetFileNameWithoutExtension(file).Split('@')[0];
        var compilation = new SchemaContextBuilder(new DirectoryModuleSource(path)).ImplementText(new ModuleText(name, null, File.ReadAllText(file), file)).Compile();
        Assert.IsNotNull(compilation.Context, $"{file}: {string.Join('\n', compilation.Diagnostics)}");
        return SchemaDump.Of(compilation.Context, compilation.Context.FindModule(name)!); // it was just compiled
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!; // a source file has a directory
}
