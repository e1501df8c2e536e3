using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using AcrNetconf.Conformance.Yang.Installed;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>Seeded mutants of real modules and of our cases: our verdict against yanglint's.</summary>
/// <remarks>
/// <c>ACR_MUTANTS</c> and <c>ACR_MUTATION_SEED</c> say how many and which; <c>ACR_MUTANT_DIRECTORY</c> keeps those in dispute. A difference that
/// is not in <c>module-differences.txt</c> fails the test.
/// </remarks>
[TestClass]
public sealed class ModuleMutationTests
{
    private static readonly string Here = Path.GetDirectoryName(ThisFile())!; // a source file has a directory
    private static readonly string Standard = Path.GetFullPath(Path.Combine(Here, "../../../../yang/ietf"));

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Mutants_are_judged_as_yanglint_judges_them_or_by_a_listed_sentence()
    {
        if (!File.Exists(YanglintRun.Program))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var count = Number("ACR_MUTANTS", 400);
        var seed = Number("ACR_MUTATION_SEED", 1);
        var known = new KnownDifferences(Path.Combine(Here, "module-differences.txt"));
        // What is installed is the machine's business: the short version mutates only what lies here.
        var isLong = Environment.GetEnvironmentVariable("ACR_MUTANTS") is { Length: > 0 };
        var bases = Bases(isLong).ToList();
        var cases = bases.Where(each => each.SearchPath.Count == 1).ToList();
        var (accepted, refused, crashed, listed) = (0, 0, 0, 0);
        var found = new ConcurrentQueue<string>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var number = unchecked((seed * 1_000_003) + i);
            // Every other mutant is one of the small cases, where one change meets one rule.
            var from = i % 2 == 0 ? bases : cases;
            var module = from[(int)((uint)unchecked(number * (int)2654435761) % (uint)from.Count)];
            var (text, change) = new ModuleMutator(number).Mutate(module.Root);
            var directory = Directory.CreateTempSubdirectory("acr-mutant").FullName;
            try
            {
                var file = Path.Combine(directory, module.Root.Argument + ".yang");
                File.WriteAllText(file, text);
                var theirs = YanglintRun.Of(directory, [.. module.SearchPath.SelectMany(path => (string[])["-p", path]), file]);
                var compilation = new SchemaContextBuilder(new DirectoryModuleSource([directory, .. module.SearchPath])) { ImportedFeatures = FeatureSelection.None }
                    .ImplementText(new ModuleText(module.Root.Argument!, null, text, file), FeatureSelection.All) // bases are parsed modules
                    .Compile();
                var places = Places(text);
                var ours = compilation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Code}: {d.Message} @{places.GetValueOrDefault(d.Span.Line)}").ToList();
                if (theirs.Verdict is not { } verdict)
                {
                    Interlocked.Increment(ref crashed);
                }
                else if (verdict == compilation.Context is not null)
                {
                    Interlocked.Increment(ref verdict ? ref accepted : ref refused);
                }
                else if (verdict ? known.Explains(ours) : known.ExplainsTheirs(theirs.Errors))
                {
                    Interlocked.Increment(ref listed);
                }
                else
                {
                    found.Enqueue($"{i} {module.Id}: {change}\n    {(verdict ? "we refuse: " + string.Join(" | ", ours) : "yanglint refuses: " + string.Join(" | ", theirs.Errors))}");
                    if (Environment.GetEnvironmentVariable("ACR_MUTANT_DIRECTORY") is { Length: > 0 } keep)
                    {
                        File.WriteAllText(Path.Combine(keep, $"{i}-{module.Root.Argument}.yang"), text);
                    }
                }
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        });
        TestContext.WriteLine($"seed {seed}, {count} mutants of {bases.Count} modules: both accept {accepted}, both refuse {refused}, yanglint crashes {crashed}, listed differences {listed}, others {found.Count}");
        TestContext.WriteLine(string.Join('\n', found.Order(StringComparer.Ordinal)));
        Assert.IsEmpty(found);
    }

    internal static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static IEnumerable<(string Id, MutableStatement Root, IReadOnlyList<string> SearchPath)> Bases(bool withInstalled)
    {
        foreach (var module in InstalledModule.All().Where(module => withInstalled && !module.IsSubmodule && module.Text.Length < 60_000))
        {
            if (YangParser.Parse(module.Text, module.File) is { HasErrors: false, Root: { } root })
            {
                yield return (module.Id, Prepared(root), module.SearchPath);
            }
        }

        var modules = Directory.EnumerateFiles(Path.Combine(Here, "../Modules/accept"), "*.yang")
            .Concat(Directory.EnumerateFiles(Path.Combine(Here, ".."), "*.yang", SearchOption.AllDirectories).Where(file => !file.Contains("/Module", StringComparison.Ordinal)))
            .Concat(Directory.EnumerateFiles(Path.Combine(Here, "bases"), "*.yang"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Standard, ".."), "*.yang", SearchOption.AllDirectories));
        foreach (var file in modules.Order(StringComparer.Ordinal))
        {
            if (YangParser.Parse(File.ReadAllText(file), file) is { HasErrors: false, Root: { Kind: YangKeyword.Module } root })
            {
                yield return ("own/" + Path.GetFileName(file), Prepared(root), [Standard]);
            }
        }
    }

    /// <summary>
    /// Renamed, because yanglint knows some modules without reading them; and with a user for every typedef and grouping, because it looks at
    /// none that is not used.
    /// </summary>
    private static MutableStatement Prepared(Statement module)
    {
        var root = MutableStatement.From(module);
        root.Argument = "m-" + root.Argument;
        var @namespace = root.Children.Find(each => each.Keyword == "namespace")!; // it compiles
        @namespace.Argument += ":m";
        foreach (var definition in root.Children.Where(each => each.Keyword is "typedef" or "grouping").ToList())
        {
            var user = new MutableStatement(definition.Keyword == "typedef" ? "leaf" : "container", "uses-" + definition.Argument);
            user.Insert(0, new(definition.Keyword == "typedef" ? "type" : "uses", definition.Argument));
            if (definition.Children.Find(each => each.Keyword == "status") is { } status)
            {
                user.Insert(1, status.Copy());
            }

            root.Insert(root.Children.Count, user);
        }

        return root;
    }

    /// <summary>Keywords from the module to the statement that begins on each line.</summary>
    private static Dictionary<int, string> Places(string text)
    {
        var places = new Dictionary<int, string>();
        if (YangParser.Parse(text, null).Root is { } root)
        {
            Walk(root, "");
        }

        return places;

        void Walk(Statement statement, string above)
        {
            var path = $"{above}/{statement.Keyword}";
            places.TryAdd(statement.Span.Line, path);
            foreach (var child in statement.Children)
            {
                Walk(child, path);
            }
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
