using System.Globalization;
using AcrNetconf.UnitTests.Yang.Validation.RandomModels;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Validation;

/// <summary>
/// Whatever the schema and whatever happened before, validating a change says what validating the whole says: random schemas, edits,
/// failed edits, commits, discards, replaced datastores and returns to old versions.
/// </summary>
[TestClass]
public sealed class IncrementalPropertyTests
{
    private const int StepsPerSchema = 60;

    // ACR_FUZZ_SEED replays one schema, ACR_FUZZ_ROUNDS says how many there are.
    private static readonly int Schemas = Number("ACR_FUZZ_ROUNDS") ?? 200;

    public TestContext TestContext { get; set; } = null!; // set by the framework

    [TestMethod]
    public void Change_is_judged_like_the_whole_for_random_schemas_and_histories()
    {
        var first = Number("ACR_FUZZ_SEED");
        var total = default(Figures);
        var failures = new List<string>();
        for (var seed = first ?? 1; seed < (first + 1 ?? Schemas + 1); seed++)
        {
            try
            {
                total += Run(seed);
            }
            catch (AssertFailedException failure)
            {
                failures.Add(failure.Message);
            }
        }

        Assert.IsEmpty(failures, $"{failures.Count} schemas: {string.Join('\n', failures.OrderBy(static failure => failure.Length).Take(4))}");

        TestContext.WriteLine($"{total}");
        if (first is null)
        {
            Assert.IsGreaterThan(total.Steps / 20, total.Invalid, "the edits must find something to judge");
            Assert.IsGreaterThan(total.Steps / 20, total.Commits, "and something to commit");
            Assert.IsGreaterThan(total.Steps / 50, total.Pruned, "and something to delete implicitly");
            Assert.IsGreaterThan(total.Schemas / 4, total.Indexes, "and indexes must have been in use");
        }
    }

    private static Figures Run(int seed)
    {
        var random = new Random(seed);
        var (context, text) = RandomModel.Create(random);
        var edits = new RandomEdits(random, context);
        var cache = new ValidationCache { SmallList = seed % 3 == 0 ? 8 : 0 };
        var running = DataTree.Empty(context);
        if (!Validator.Validate(running, ValidationScope.Config).IsEmpty)
        {
            if (ValidStart(edits) is not { } start)
            {
                return new(1, 0, 0, 0, 0);
            }

            running = start;
        }

        var candidate = running;
        var history = new List<DataTree> { running };
        var figures = new Figures(1, 0, 0, 0, 0);
        for (var step = 0; step < StepsPerSchema; step++)
        {
            var before = candidate;
            var edited = random.Next(25) == 0 ? edits.Fresh(random.Next(40))
                : random.Next(25) == 0 ? history[random.Next(history.Count)]
                : Several(edits, candidate, random, random.Next(1, 5));
            var change = DataDiff.Between(candidate, edited);
            var normalised = Normaliser.Normalise(change, cache);
            string Place() => $"seed {seed}, step {step}\n{text}\nrunning {Show(running)}\nbefore {Show(before)}\nedited {Show(edited)}\nnormalised {Show(normalised.Tree)}";
            var plain = Normaliser.Normalise(change);
            Assert.IsTrue(normalised.Tree.ContentEquals(plain.Tree), $"normalised alike: {Show(plain.Tree)}\n{Place()}");
            candidate = normalised.Tree;

            var whole = ValidationBench.Lines(Validator.Validate(candidate, ValidationScope.Config));
            var cached = ValidationBench.Lines(Validator.ValidateChange(DataDiff.Between(running, candidate), ValidationScope.Config, cache));
            var uncached = ValidationBench.Lines(Validator.ValidateChange(DataDiff.Between(running, candidate), ValidationScope.Config));
            Same(whole, cached, "with indexes", Place);
            Same(whole, uncached, "without indexes", Place);

            figures += new Figures(0, 1, whole.Length > 0 ? 1 : 0, 0, normalised.Deleted.IsEmpty ? 0 : 1);
            if (whole.Length == 0 && random.Next(4) > 0)
            {
                running = candidate;
                history.Add(running);
                figures += new Figures(0, 0, 0, 1, 0);
            }
            else if (whole.Length > 0 && random.Next(3) == 0)
            {
                candidate = running;
            }
        }

        return figures + new Figures(0, 0, 0, 0, 0, cache.Count);
    }

    private static void Same(string whole, string part, string what, Func<string> place)
    {
        var (expected, actual) = (whole.Split('\n').Order(StringComparer.Ordinal).ToArray(), part.Split('\n').Order(StringComparer.Ordinal).ToArray());
        if (!expected.SequenceEqual(actual))
        {
            Assert.Fail($"{what}\nonly the whole: {string.Join("; ", expected.Except(actual))}\nonly the change: {string.Join("; ", actual.Except(expected))}\n{place()}");
        }
    }

    /// <summary>Of a few random edits the one that leaves the least to complain about, so that histories get somewhere.</summary>
    private static DataTree Several(RandomEdits edits, DataTree from, Random random, int count)
    {
        if (random.Next(3) == 0)
        {
            return Enumerable.Range(0, count).Aggregate(from, (tree, _) => edits.Edit(tree));
        }

        var best = from;
        var least = int.MaxValue;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var tree = Enumerable.Range(0, count).Aggregate(from, (tree, _) => edits.Edit(tree));
            var complaints = Validator.Validate(Normaliser.Normalise(DataDiff.Between(from, tree)).Tree, ValidationScope.Config).Length;
            if (complaints < least && !ReferenceEquals(tree, from))
            {
                (best, least) = (tree, complaints);
            }
        }

        return best;
    }

    private static DataTree? ValidStart(RandomEdits edits)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var tree = Normaliser.Normalise(edits.Fresh(1 + (attempt % 12)));
            if (Validator.Validate(tree, ValidationScope.Config).IsEmpty)
            {
                return tree;
            }
        }

        return null;
    }

    private static string Show(DataTree tree) => XmlDataWriter.ToText(tree.Schema, tree.Root);

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    private readonly record struct Figures(int Schemas, int Steps, int Invalid, int Commits, int Pruned, int Indexes = 0)
    {
        public static Figures operator +(Figures x, Figures y)
            => new(x.Schemas + y.Schemas, x.Steps + y.Steps, x.Invalid + y.Invalid, x.Commits + y.Commits, x.Pruned + y.Pruned, x.Indexes + y.Indexes);
    }
}
