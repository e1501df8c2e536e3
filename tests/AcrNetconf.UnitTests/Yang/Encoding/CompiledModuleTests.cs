using System.Xml;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Encoding;

/// <summary>Reading and writing with a schema the compiler made.</summary>
[TestClass]
public sealed class CompiledModuleTests
{
    private const string Module = """
        module w {
          yang-version 1.1; namespace urn:w; prefix w;
          identity base; identity derived { base base; }
          container c {
            leaf mode { type string; }
            leaf x { when "../mode='a'"; type uint8; default 5; }
            container sub { when "../mode='b'"; leaf y { type uint8; default 7; } }
            list l { key k; leaf k { type string; } leaf z { when "../../mode = ../k"; type uint8; default 9; } }
            choice ch { default one; case one { when "mode='a'"; leaf p { type uint8; default 1; } } leaf two { type empty; } }
            leaf only { type string { length 1..3 { error-message "too long"; error-app-tag len; } pattern 'a*' { error-message "only a"; error-app-tag only-a; } } }
            leaf u { type union { type uint8; type string; type identityref { base base; } } }
            leaf ref { type leafref { path "../l/k"; } }
          }
        }
        """;

    private static readonly SchemaContext Context = Compile();

    [TestMethod]
    [DataRow("", "")]
    [DataRow("<mode>a</mode>", "<mode>a</mode><x>5</x><p>1</p>")]
    [DataRow("<mode>b</mode>", "<mode>b</mode><sub><y>7</y></sub>")]
    [DataRow("<mode>k1</mode><l><k>k1</k></l><l><k>k2</k></l>", "<mode>k1</mode><l><k>k1</k><z>9</z></l><l><k>k2</k></l>")]
    [DataRow("<mode>a</mode><two/>", "<mode>a</mode><x>5</x><two/>")]
    public void Defaults_are_reported_where_their_conditions_hold(string stored, string reported)
    {
        var tree = Read(stored).ToTree(Context);

        var text = XmlDataWriter.ToText(Context, tree.Root, new WriteOptions(WithDefaultsMode.ReportAll, WhenConditions.For(tree)));

        Assert.AreEqual(reported.Length == 0 ? "" : $"<c xmlns=\"urn:w\">{reported}</c>", stored.Length == 0 ? text.Replace("<c xmlns=\"urn:w\"/>", "", StringComparison.Ordinal) : text);
    }

    [TestMethod]
    [DataRow("<only>b</only>", "only-a", "only a")]
    [DataRow("<only>aaaa</only>", "len", "too long")]
    public void Messages_of_the_module_stand_as_they_are(string inC, string appTag, string message)
    {
        var violation = Read(inC).Violations.Single();

        Assert.AreEqual(("invalid-value", appTag, message), (violation.ErrorTag, violation.ErrorAppTag, violation.Message));
    }

    [TestMethod]
    public void Json_form_chooses_the_union_member()
    {
        Assert.AreEqual("""{"w:c":{"u":5}}""", JsonRoundTrip("""{"w:c":{"u":5}}"""));
        Assert.AreEqual("""{"w:c":{"u":"5"}}""", JsonRoundTrip("""{"w:c":{"u":"5"}}"""));
        Assert.AreEqual("""{"w:c":{"ref":"k"}}""", JsonRoundTrip("""{"w:c":{"ref":"k"}}"""));
    }

    private static string JsonRoundTrip(string json)
    {
        var result = JsonDataReader.ReadConfig(System.Text.Encoding.UTF8.GetBytes(json), Context);
        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        return JsonDataWriter.ToText(result.Node);
    }

    private static ReadResult Read(string inC)
    {
        using var reader = XmlReader.Create(new StringReader($"<config><c xmlns='urn:w'>{inC}</c></config>"), XmlDataReader.Settings);
        return XmlDataReader.ReadConfig(reader, Context);
    }

    private static SchemaContext Compile()
    {
        var compilation = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("w", null, Module, null), FeatureSelection.All).Compile();
        return compilation.Context ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
