using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AcrNetconf.Conformance.Yang.Mutation;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang;

/// <summary>Modules that must or must not compile, one file each.</summary>
/// <remarks>
/// The first line names the clause that decides; in a module to refuse the second, <c>// expect: code: sentence</c>, is the diagnostic
/// that must come first. <c>ACR_UPDATE_EXPECTED=1</c> writes it.
/// </remarks>
[TestClass]
public sealed class ModuleCaseTests
{
    private const string Expectation = "// expect: ";

    private static readonly string Root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Modules"); // a source file has a directory
    private static readonly DirectoryModuleSource Standard = new(Path.Combine(Root, "../../../../yang/ietf"));

    public static IEnumerable<TestDataRow<string>> Accepted => Cases("accept");

    public static IEnumerable<TestDataRow<string>> Rejected => Cases("reject");

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DynamicData(nameof(Accepted))]
    public void Right_module_compiles(string path)
    {
        var compilation = Compile(path);
        Assert.IsNotNull(compilation.Context, string.Join('\n', compilation.Diagnostics));
    }

    [TestMethod]
    [DynamicData(nameof(Rejected))]
    public void Wrong_module_is_refused_for_the_right_reason_with_place_and_clause(string path)
    {
        var compilation = Compile(path);
        var errors = Verdicts.Refusal(compilation);

        var found = $"{Expectation}{errors[0].Code}: {errors[0].Message}";
        var lines = File.ReadAllLines(path).ToList();
        if (Environment.GetEnvironmentVariable("ACR_UPDATE_EXPECTED") == "1")
        {
            lines.RemoveAll(line => line.StartsWith(Expectation, StringComparison.Ordinal));
            lines.Insert(1, found);
            File.WriteAllText(path, string.Join('\n', lines) + "\n");
            return;
        }

        Assert.AreEqual(lines.FirstOrDefault(line => line.StartsWith(Expectation, StringComparison.Ordinal)), found);
    }

    [TestMethod]
    public void Yanglint_agrees_except_where_listed()
    {
        if (!File.Exists(YanglintRun.Program))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var found = new ConcurrentBag<string>();
        var cases = Accepted.Select(row => (Path: row.Value, IsRight: true)).Concat(Rejected.Select(row => (Path: row.Value, IsRight: false))).ToList();
        Parallel.ForEach(cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, each =>
        {
            if ((YanglintRun.Of(Root, ["-p", Path.Combine(Root, "../../../../yang/ietf"), each.Path]).Verdict == true) != each.IsRight)
            {
                found.Add($"{(each.IsRight ? "accept" : "reject")}/{Path.GetFileName(each.Path)}");
            }
        });
        var listed = Verdicts.Listed(Root);
        TestContext.WriteLine($"{cases.Count} modules, yanglint differs on {found.Count}:\n{string.Join('\n', found.Order(StringComparer.Ordinal))}");
        CollectionAssert.AreEquivalent(listed, found.ToList());
    }

    private static SchemaCompilation Compile(string path)
        => new SchemaContextBuilder(Standard).ImplementText(new ModuleText("m", null, File.ReadAllText(path), path)).Compile();

    private static IEnumerable<TestDataRow<string>> Cases(string verdict)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Root, verdict), "*.yang").Order(StringComparer.Ordinal))
        {
            yield return new(path) { DisplayName = $"{verdict}: {Path.GetFileNameWithoutExtension(path)}" };
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
