using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AcrNetconf.Cli.Yang;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang.Installed;

/// <summary>Real modules: our verdict and our tree against yanglint's. Both tests print what they counted and every disagreement.</summary>
[TestClass]
public sealed class YanglintComparisonTests
{
    private static readonly Lazy<List<(InstalledModule Module, string? Theirs, string? Ours, string Errors)>> Results = new(Run);

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Installed_modules_compile_exactly_when_yanglint_accepts_them()
    {
        var results = Results.Value;
        var found = new List<string>();
        foreach (var (module, theirs, ours, errors) in results)
        {
            if ((theirs is null) != (ours is null))
            {
                found.Add(module.Id);
                TestContext.WriteLine($"{module.Id}: yanglint {(theirs is null ? "refuses" : "accepts")}, we {(ours is null ? "refuse: " + errors : "accept")}");
            }
        }

        TestContext.WriteLine($"{results.Count} modules, we accept {results.Count(r => r.Ours is not null)}, yanglint {results.Count(r => r.Theirs is not null)}");
        Assert.IsGreaterThan(80, results.Count);
        CollectionAssert.AreEquivalent(Listed("verdict-disagreements.txt", results), found);
    }

    [TestMethod]
    public void Trees_equal_those_of_yanglint_once_its_departures_from_rfc_8340_are_undone()
    {
        var results = Results.Value.Where(r => r.Theirs is not null && r.Ours is not null && TreeText.Lines(r.Theirs).Count > 0).ToList();
        var found = new List<string>();
        foreach (var (module, theirs, ours, _) in results)
        {
            var difference = TreeText.Difference(theirs!, ours!); // filtered above
            if (difference.Count > 0)
            {
                found.Add(module.Id);
                TestContext.WriteLine($"{module.Id}:\n  {string.Join("\n  ", difference.Take(6))}");
            }
        }

        var same = results.Count(r => TreeText.Lines(r.Theirs!).SequenceEqual(TreeText.Lines(r.Ours!)));
        TestContext.WriteLine($"{results.Count} trees: {same} the same, {results.Count - same - found.Count} the same by RFC 8340, {found.Count} listed");
        CollectionAssert.AreEquivalent(Listed("tree-disagreements.txt", results), found);
    }

    private static List<(InstalledModule Module, string? Theirs, string? Ours, string Errors)> Run()
    {
        if (!File.Exists(InstalledModule.Yanglint))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var results = new ConcurrentBag<(InstalledModule Module, string? Theirs, string? Ours, string Errors)>();
        Parallel.ForEach(InstalledModule.All().Where(module => !module.IsSubmodule), new ParallelOptions { MaxDegreeOfParallelism = 2 }, module =>
        {
            var compilation = module.Compile();
            string? ours = null;
            if (compilation.Context is { } context)
            {
                var name = Path.GetFileNameWithoutExtension(module.File).Split('@')[0];
                using var writer = new StringWriter();
                TreePrinter.Print(context, context.FindModule(name) ?? context.Modules.First(m => m.SourcePath == module.File), writer);
                ours = writer.ToString();
            }

            results.Add((module, module.YanglintTree(), ours, string.Join("; ", compilation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))));
        });
        return [.. results.OrderBy(r => r.Module.Set, StringComparer.Ordinal).ThenBy(r => r.Module.Id, StringComparer.Ordinal)];
    }

    /// <summary>The ids of a list, as far as the package they come from is installed here.</summary>
    private static List<string> Listed(string file, List<(InstalledModule Module, string? Theirs, string? Ours, string Errors)> results, [CallerFilePath] string here = "")
    {
        var present = results.Select(r => r.Module.Id).ToHashSet();
        return [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, file)) // a source file has a directory
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2)[0])
            .Where(present.Contains)];
    }
}
