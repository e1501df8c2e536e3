using System.Globalization;
using System.Xml;
using AcrNetconf.UnitTests.Yang.Validation.RandomModels;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Encoding;

/// <summary>Random trees of random modules are the same after a way through XML or JSON.</summary>
[TestClass]
public sealed class EncodingPropertyTests
{
    // ACR_FUZZ_SEED replays one schema, ACR_FUZZ_ROUNDS says how many there are.
    private static readonly int Schemas = Number("ACR_FUZZ_ROUNDS") ?? 100;

    [TestMethod]
    public void Tree_is_the_same_after_xml_and_json()
    {
        var first = Number("ACR_FUZZ_SEED");
        for (var seed = first ?? 1; seed < (first + 1 ?? Schemas + 1); seed++)
        {
            var random = new Random(seed);
            var (context, text) = RandomModel.Create(random);
            var edits = new RandomEdits(random, context);
            for (var n = 0; n < 4; n++)
            {
                var tree = Enumerable.Range(0, 60).Aggregate(
                    DataTree.Empty(context), (before, _) => Normaliser.Normalise(DataDiff.Between(before, edits.Edit(before))).Tree);
                var xml = XmlDataWriter.ToText(context, tree.Root);
                var json = JsonDataWriter.ToText(tree.Root);
                var place = $"seed {seed}, tree {n}\n{text}\n{xml}\n{json}";

                var fromJson = JsonDataReader.ReadConfig(System.Text.Encoding.UTF8.GetBytes(json), context);
                Assert.IsTrue(fromJson.IsValid, $"{string.Join('\n', fromJson.Violations)}\n{place}");
                Assert.AreEqual(xml, XmlDataWriter.ToText(context, fromJson.ToTree(context).Root), $"through JSON: {place}");
                Assert.AreEqual(json, JsonDataWriter.ToText(fromJson.Node), place);

                using var reader = XmlReader.Create(new StringReader($"<data>{xml}</data>"), XmlDataReader.Settings);
                var fromXml = XmlDataReader.ReadConfig(reader, context);
                Assert.IsTrue(fromXml.IsValid, $"{string.Join('\n', fromXml.Violations)}\n{place}");
                Assert.AreEqual(xml, XmlDataWriter.ToText(context, fromXml.ToTree(context).Root), place);
                Assert.AreEqual(json, JsonDataWriter.ToText(fromXml.Node), $"through XML: {place}");
            }
        }
    }

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
