using System.Runtime.CompilerServices;
using AcrNetconf.Conformance.Yang.Mutation;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang;

/// <summary>Modules that need others: a directory each, <c>m.yang</c> is what is compiled, its first line names the clause.</summary>
[TestClass]
public sealed class ModuleSetTests
{
    private static readonly string Root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "ModuleSets"); // a source file has a directory
    private static readonly string Standard = Path.GetFullPath(Path.Combine(Root, "../../../../yang/ietf"));

    public static IEnumerable<TestDataRow<string>> Accepted => Cases("accept");

    public static IEnumerable<TestDataRow<string>> Rejected => Cases("reject");

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DynamicData(nameof(Accepted))]
    public void Right_set_compiles(string directory)
    {
        var compilation = Compile(directory);
        Assert.IsNotNull(compilation.Context, string.Join('\n', compilation.Diagnostics));
    }

    [TestMethod]
    [DynamicData(nameof(Rejected))]
    public void Wrong_set_is_refused_with_place_and_clause(string directory)
    {
        var compilation = Compile(directory);
        var errors = Verdicts.Refusal(compilation);

        // Only what the case is about is said: refusals for a second reason would hide a wrong first one.
        var codes = Path.Combine(directory, "expect.txt");
        var found = string.Join('\n', errors.Select(error => $"{error.Code}: {error.Message}")) + "\n";
        if (Environment.GetEnvironmentVariable("ACR_UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(codes, found);
            return;
        }

        Assert.AreEqual(File.ReadAllText(codes), found);
    }

    [TestMethod]
    public void Yanglint_agrees_except_where_listed()
    {
        if (!File.Exists(YanglintRun.Program))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var listed = Verdicts.Listed(Root);
        var found = new List<string>();
        foreach (var directory in Accepted.Concat(Rejected).Select(row => row.Value))
        {
            var isRight = directory.Contains("/accept/", StringComparison.Ordinal);
            var run = YanglintRun.Of(directory, ["-p", directory, "-p", Standard, Path.Combine(directory, "m.yang")]);
            if (run.Verdict != isRight)
            {
                found.Add($"{(isRight ? "accept" : "reject")}/{Path.GetFileName(directory)}");
                TestContext.WriteLine($"{found[^1]}: {(run.Verdict is null ? "crashes" : string.Join(" | ", run.Errors))}");
            }
        }

        CollectionAssert.AreEquivalent(listed, found);
    }

    private static SchemaCompilation Compile(string directory)
    {
        var file = Path.Combine(directory, "m.yang");
        return new SchemaContextBuilder(new DirectoryModuleSource([directory, Standard])).ImplementText(new ModuleText("m", null, File.ReadAllText(file), file)).Compile();
    }

    private static IEnumerable<TestDataRow<string>> Cases(string verdict)
    {
        foreach (var directory in Directory.EnumerateDirectories(Path.Combine(Root, verdict)).Order(StringComparer.Ordinal))
        {
            yield return new(directory) { DisplayName = $"{verdict}: {Path.GetFileName(directory)}" };
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
