using System.Text.Json;
using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Fuzz.Yang;

/// <summary>Seeded mutations of valid documents and paths: nothing but the parsers' own exceptions, and what is accepted survives a round trip.</summary>
[TestClass]
public sealed class EncodingMutationTests
{
    private const string Module = """
        module f {
          yang-version 1.1; namespace urn:f; prefix f;
          identity base; identity derived { base base; }
          container c {
            leaf s { type string; } leaf n { type int64; } leaf d { type decimal64 { fraction-digits 2; } } leaf e { type empty; }
            leaf b { type bits { bit one; bit two; } } leaf bin { type binary; } leaf id { type identityref { base base; } }
            leaf ii { type instance-identifier { require-instance false; } } leaf u { type union { type uint8; type boolean; type string; } }
            leaf-list ll { type string; ordered-by user; } anydata any; choice ch { leaf x { type empty; } container y { leaf z { type uint8; } } }
            list l { key "a b"; leaf a { type string; } leaf b { type uint8; } leaf v { type enumeration { enum one; enum two; } } }
          }
        }
        """;

    private const string Xml = """
        <config><c xmlns="urn:f" xmlns:p="urn:f"><s>text &amp; &#233; more</s><n>-5</n><d>1.50</d><e/><b>two one</b><bin>aGVsbG8=</bin><id>p:derived</id>
        <ii>/p:c/p:l[p:a='x'][p:b='1']/p:v</ii><u>true</u><ll>2</ll><ll>1</ll><any><q xmlns="urn:q" p:r="1">t<w/></q></any><y><z>1</z></y>
        <l><b>1</b><a>x</a><v>one</v></l><l><a>x</a><b>2</b></l></c></config>
        """;

    private const string Json = """
        {"f:c":{"s":"text \u00e9 \ud83d\ude00","n":"-5","d":"1.5","e":[null],"b":"one two","bin":"aGVsbG8=","id":"f:derived","ii":"/f:c/l[a='x'][b='1']/v",
        "u":true,"ll":["2","1"],"any":{"q":[1,{"w":null}]},"y":{"z":1},"@s":{"m:m":1},"l":[{"b":1,"a":"x","v":"one"},{"a":"x","b":2}]}}
        """;

    private const string Path = "/f:c/f:l[f:a=\"it's\"][b = '7']/v";

    private const string Interesting = "<>/&;:'\"[]{}=., 0159aéx\uD83D";

    private static readonly SchemaContext Context = new SchemaContextBuilder(new MemoryModuleSource())
        .ImplementText(new ModuleText("f", null, Module, null), FeatureSelection.All).Compile().Context!; // the module is correct

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Xml_text(int seed)
    {
        var (good, bad, malformed) = Run(seed, Xml, text =>
        {
            using var reader = XmlReader.Create(new StringReader(text), XmlDataReader.Settings);
            return XmlDataReader.ReadData(reader, Context);
        }, node => $"<data>{XmlDataWriter.ToText(Context, node)}</data>");
        Assert.IsTrue(good > 10 && bad > 10 && malformed > 10, $"seed {seed}: {good} good, {bad} bad, {malformed} malformed");
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(4)]
    public void Json_text(int seed)
    {
        var (good, bad, malformed) = Run(
            seed, Json, text => JsonDataReader.ReadData(System.Text.Encoding.UTF8.GetBytes(text), Context), node => JsonDataWriter.ToText(node));
        Assert.IsTrue(good > 10 && bad > 10 && malformed > 10, $"seed {seed}: {good} good, {bad} bad, {malformed} malformed");
    }

    [TestMethod]
    [DataRow(5)]
    public void Json_bytes(int seed)
    {
        var random = new Random(seed + TextMutator.SeedOffset);
        var corpus = System.Text.Encoding.UTF8.GetBytes(Json);
        for (var i = 0; i < TextMutator.Iterations; i++)
        {
            var bytes = corpus.AsSpan().ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                JsonDataReader.ReadData(bytes, Context);
            }
            catch (JsonException)
            {
                // Not JSON.
            }
        }
    }

    [TestMethod]
    [DataRow(6)]
    public void Paths(int seed)
    {
        var mutator = new TextMutator(seed, Interesting);
        var names = new ModuleNames(Context);
        var good = 0;
        for (var i = 0; i < TextMutator.Iterations; i++)
        {
            if (InstancePath.TryParse(mutator.Next(Path), Context, names, out var path, out _))
            {
                good++;
                Assert.IsTrue(InstancePath.TryParse(path.ToString(), Context, names, out var again, out var error), $"seed {seed}: {path}: {error}");
                Assert.AreEqual(path, again, $"seed {seed}");
            }
        }

        Assert.IsGreaterThan(10, good);
    }

    private static (int Good, int Bad, int Malformed) Run(int seed, string corpus, Func<string, ReadResult> read, Func<DataBranch, string> write)
    {
        var mutator = new TextMutator(seed, Interesting);
        var (good, bad, malformed) = (0, 0, 0);
        for (var i = 0; i < TextMutator.Iterations; i++)
        {
            var text = mutator.Next(corpus);
            try
            {
                var result = read(text);
                if (!result.IsValid)
                {
                    bad++;
                    continue;
                }

                good++;
                var canonical = write(result.Node);
                var again = read(canonical);
                Assert.IsTrue(again.IsValid, $"seed {seed}, iteration {i}: {canonical}\n{string.Join('\n', again.Violations)}");
                Assert.AreEqual(canonical, write(again.Node), $"seed {seed}, iteration {i}");
            }
            catch (Exception e) when (e is XmlException or JsonException)
            {
                malformed++;
            }
        }

        return (good, bad, malformed);
    }
}
