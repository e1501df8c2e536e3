using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AcrNetconf.Netconf.Comparison;
using AcrNetconf.UnitTests.Yang.Validation.RandomModels;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Netconf.Patches;

/// <summary>Applying the edits that compare and push write, in their order, to the old tree gives the new one: random schemas and histories.</summary>
[TestClass]
public sealed class PatchPropertyTests
{
    // ACR_FUZZ_SEED replays one schema, ACR_FUZZ_ROUNDS says how many there are.
    private static readonly int s_schemas = Number("ACR_FUZZ_ROUNDS") ?? 150;

    public TestContext TestContext { get; set; } = null!; // set by the framework

    [TestMethod]
    [TestProperty("row", "9144-4-edits")]
    public void Edits_of_compare_make_the_source_into_the_target()
        => Run((from, to) =>
        {
            var output = new ArrayBufferWriter<byte>();
            new PatchWriter(output, new ComparedDatastore(from, null), new ComparedDatastore(to, null)).Write("p");
            return output.WrittenMemory;
        });

    [TestMethod]
    [TestProperty("row", "8641-3.7")]
    public void Edits_of_a_pushed_change_make_the_old_selection_into_the_new_one()
        => Run((from, to) => AcrNetconf.Netconf.Subscriptions.PatchWriter.Write(DataDiff.Between(from, to), []));

    private void Run(Func<DataTree, DataTree, ReadOnlyMemory<byte>> write)
    {
        var first = Number("ACR_FUZZ_SEED");
        int edits = 0, orders = 0;
        for (var seed = first ?? 1; seed < (first + 1 ?? s_schemas + 1); seed++)
        {
            var random = new Random(seed);
            var (context, text) = RandomModel.Create(random, hasConditions: false);
            var change = new RandomEdits(random, context);
            var applier = new PatchApplier(context);
            var tree = Edit(change, DataTree.Empty(context), 40);
            for (var step = 0; step < 20; step++)
            {
                var next = Edit(change, tree, random.Next(1, 12));
                var patch = XElement.Parse($"<patch>{Encoding.UTF8.GetString(write(tree, next).Span)}</patch>", LoadOptions.PreserveWhitespace);
                edits += patch.Descendants().Count(e => e.Name.LocalName == "edit");
                orders += patch.Descendants().Count(e => e.Name.LocalName == "where");
                string Place() => $"seed {seed}, step {step}\n{text}\nfrom {Show(tree)}\nto {Show(next)}\n{patch}";
                DataTree result;
                try
                {
                    result = applier.Apply(tree, patch);
                }
                catch (Exception failure) when (failure is AssertFailedException or InvalidDataException)
                {
                    throw new AssertFailedException($"{failure.Message}\n{Place()}");
                }

                Assert.AreEqual(Show(next), Show(result), Place());
                tree = next;
            }
        }

        TestContext.WriteLine($"{edits} edits, {orders} of them with a place");
        if (first is null)
        {
            Assert.IsGreaterThan(s_schemas * 20, edits);
            Assert.IsGreaterThan(s_schemas, orders);
        }
    }

    // Cases exclude each other after every edit, so that no tree has two.
    private static DataTree Edit(RandomEdits change, DataTree tree, int count)
        => Enumerable.Range(0, count).Aggregate(tree, (before, _) => Normaliser.Normalise(DataDiff.Between(before, change.Edit(before))).Tree);

    private static string Show(DataTree tree) => XmlDataWriter.ToText(tree.Schema, tree.Root);

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
