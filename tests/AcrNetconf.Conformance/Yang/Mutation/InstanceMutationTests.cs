using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>Seeded mutants of valid instance documents: our verdict, and the tag of it, against yanglint's.</summary>
/// <remarks>Variables as for <see cref="ModuleMutationTests"/>; known differences are in <c>instance-differences.txt</c>.</remarks>
[TestClass]
public sealed class InstanceMutationTests
{
    private static readonly string Here = Path.GetDirectoryName(ThisFile())!; // a source file has a directory

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Mutants_are_judged_as_yanglint_judges_them_or_by_a_listed_sentence()
    {
        if (!File.Exists(YanglintRun.Program))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var count = ModuleMutationTests.Number("ACR_MUTANTS", 400);
        var seed = ModuleMutationTests.Number("ACR_MUTATION_SEED", 1);
        var known = new KnownDifferences(Path.Combine(Here, "instance-differences.txt"));
        var bases = Bases().ToList();
        var rich = bases.Where(each => each.Path.StartsWith(Here, StringComparison.Ordinal)).ToList();
        var (accepted, refused, crashed, listed, tagged) = (0, 0, 0, 0, 0);
        var found = new ConcurrentQueue<string>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var number = unchecked((seed * 1_000_003) + i);
            var from = i % 2 == 0 ? bases : rich;
            var each = from[(int)((uint)unchecked(number * (int)2654435761) % (uint)from.Count)];
            var root = XElement.Parse($"<data>{File.ReadAllText(each.Path)}</data>", LoadOptions.PreserveWhitespace);
            root.DescendantNodes().OfType<XComment>().Remove();
            var change = new InstanceMutator(number).Mutate(root);
            var text = string.Concat(root.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)));
            var directory = Directory.CreateTempSubdirectory("acr-mutant").FullName;
            try
            {
                var file = Path.Combine(directory, "instance.xml");
                File.WriteAllText(file, text);
                var theirs = YanglintRun.Of(directory, ["-t", each.Type, each.Module, file]);
                var ours = Judge(each.Context, each.Type, root).Select(violation => $"{violation.ErrorTag} {violation.ErrorAppTag ?? "-"} {violation.Message}").ToList();
                if (theirs.Verdict is not { } verdict)
                {
                    Interlocked.Increment(ref crashed);
                }
                else if (verdict && ours.Count == 0)
                {
                    Interlocked.Increment(ref accepted);
                }
                else if (!verdict && ours.Count > 0)
                {
                    Interlocked.Increment(ref refused);
                    var tags = theirs.Errors.Count > 0 ? YanglintMessage.Tags(theirs.Errors[0]) : [];
                    if (tags.Length == 0 || Array.Exists(tags, tag => ours.Exists(error => error.StartsWith(tag + " ", StringComparison.Ordinal))))
                    {
                        Interlocked.Add(ref tagged, tags.Length > 0 ? 1 : 0);
                    }
                    else if (!known.ExplainsTheirs([$"tag {theirs.Errors[0]} / {ours[0]}"]))
                    {
                        found.Enqueue($"{i} {each.Id}: {change}\n    tags differ: {theirs.Errors[0]} / {string.Join(" | ", ours)}");
                    }
                }
                else if (verdict ? known.Explains(ours) : known.ExplainsTheirs(theirs.Errors))
                {
                    Interlocked.Increment(ref listed);
                }
                else
                {
                    found.Enqueue($"{i} {each.Id}: {change}\n    {(verdict ? "we refuse: " + string.Join(" | ", ours) : "yanglint refuses: " + string.Join(" | ", theirs.Errors))}");
                    if (Environment.GetEnvironmentVariable("ACR_MUTANT_DIRECTORY") is { Length: > 0 } keep)
                    {
                        File.WriteAllText(Path.Combine(keep, $"{i}.xml"), text);
                    }
                }
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        });
        TestContext.WriteLine($"seed {seed}, {count} mutants of {bases.Count} documents: both accept {accepted}, both refuse {refused} ({tagged} with a message that tells the tag), yanglint crashes {crashed}, listed differences {listed}, others {found.Count}");
        TestContext.WriteLine(string.Join('\n', found.Order(StringComparer.Ordinal)));
        Assert.IsEmpty(found);
    }

    private static IEnumerable<Violation> Judge(SchemaContext context, string type, XElement root)
    {
        // Read from text, so that what .NET makes of an element tree plays no part.
        using var reader = XmlReader.Create(new StringReader(root.ToString(SaveOptions.DisableFormatting)), XmlDataReader.Settings);
        reader.MoveToContent();
        var isConfig = type == "config";
        var data = XmlDataReader.ReadData(reader, context, isConfig ? ReadOptions.Config : ReadOptions.Data);
        return data.IsValid ? Validator.Validate(data.ToTree(context), isConfig ? ValidationScope.Config : ValidationScope.Data) : data.Violations;
    }

    /// <summary>Plain documents of one module.</summary>
    private static bool IsBase(YangDataCase each)
        => each is { Expected: null, Type: "config" or "data", Features: null, IsJson: false } && each.Modules.Count() == 1;

    private static IEnumerable<(string Id, string Path, string Type, string Module, SchemaContext Context)> Bases()
    {
        var documents = YangDataCase.All().Where(IsBase).Select(each => (each.Id, each.InstancePath, each.Type, each.ModulePath))
            .Concat(Directory.EnumerateFiles(Path.Combine(Here, "instances"), "*.xml").Order(StringComparer.Ordinal).Select(file =>
            {
                var parts = Path.GetFileNameWithoutExtension(file).Split('-');
                return (Path.GetFileName(file), file, parts[^2], Path.Combine(Here, "instances", string.Join('-', parts[..^2]) + ".yang"));
            }));
        var contexts = new Dictionary<string, SchemaContext>();
        foreach (var (id, path, type, module) in documents)
        {
            if (!contexts.TryGetValue(module, out var context))
            {
                var name = Path.GetFileNameWithoutExtension(module);
                var compilation = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText(name, null, File.ReadAllText(module), module)).Compile();
                Assert.IsNotNull(compilation.Context, string.Join('\n', compilation.Diagnostics));
                contexts.Add(module, context = compilation.Context);
            }

            yield return (id, path, type, module, context);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
