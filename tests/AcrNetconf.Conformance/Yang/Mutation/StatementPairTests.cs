using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>The cardinality tables of RFC 7950 and RFC 6020, pair by pair, against yanglint.</summary>
/// <remarks><c>ACR_MUTANTS</c> says how many of the pairs (all of them: 100000); known differences are in <c>pair-differences.txt</c>.</remarks>
[TestClass]
public sealed class StatementPairTests
{
    private static readonly string Here = Path.GetDirectoryName(ThisFile())!; // a source file has a directory
    private static readonly string Standard = Path.GetFullPath(Path.Combine(Here, "../../../../yang/ietf"));

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Pairs_of_statements_are_judged_as_yanglint_judges_them_or_by_a_listed_sentence()
    {
        if (!File.Exists(YanglintRun.Program))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var known = new KnownDifferences(Path.Combine(Here, "pair-differences.txt"));
        var all = StatementPairs.All().ToList();
        var wanted = Math.Min(ModuleMutationTests.Number("ACR_MUTANTS", 600), all.Count);
        var first = ModuleMutationTests.Number("ACR_MUTATION_SEED", 1) * 7919;
        var (accepted, refused, listed) = (0, 0, 0);
        var found = new ConcurrentQueue<string>();
        Parallel.For(0, wanted, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            // Evenly over the table, beginning elsewhere with every seed.
            var (id, text) = all[(int)((((long)i * all.Count / wanted) + first) % all.Count)];
            var directory = Directory.CreateTempSubdirectory("acr-pair").FullName;
            try
            {
                var file = Path.Combine(directory, "m.yang");
                File.WriteAllText(file, text);
                var theirs = YanglintRun.Of(directory, ["-p", Standard, file]);
                var compilation = new SchemaContextBuilder(new DirectoryModuleSource([directory, Standard])) { ImportedFeatures = FeatureSelection.None }
                    .ImplementText(new ModuleText("m", null, text, file), FeatureSelection.All)
                    .Compile();
                var ours = compilation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Code}: {d.Message} @{id}").ToList();
                if (theirs.Verdict == compilation.Context is not null)
                {
                    Interlocked.Increment(ref theirs.Verdict == true ? ref accepted : ref refused);
                }
                else if (theirs.Verdict == true ? known.Explains(ours) : known.ExplainsTheirs([.. theirs.Errors.Select(error => $"{error} @{id}")]))
                {
                    Interlocked.Increment(ref listed);
                }
                else
                {
                    found.Enqueue($"{id}\n    {(theirs.Verdict == true ? "we refuse: " + string.Join(" | ", ours) : "yanglint refuses: " + string.Join(" | ", theirs.Errors))}");
                }
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        });
        TestContext.WriteLine($"seed {first / 7919}, {wanted} of {all.Count} pairs: both accept {accepted}, both refuse {refused}, listed differences {listed}, others {found.Count}");
        TestContext.WriteLine(string.Join('\n', found.Order(StringComparer.Ordinal)));
        Assert.IsEmpty(found);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
