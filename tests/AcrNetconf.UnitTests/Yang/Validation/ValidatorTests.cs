using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Validation;

[TestClass]
public sealed class ValidatorTests
{
    private const string Server =
        """
        container s {
          list e { key name; unique "addr port"; min-elements 0; max-elements 3;
            leaf name { type string; }
            leaf addr { type string; }
            leaf port { type uint16; default 80; }
            leaf peer { type leafref { path "../../e/name"; } }
            leaf-list tag { type string; max-elements 2; }
          }
        }
        """;

    [TestMethod]
    [DataRow("leaf x { type string; mandatory true; }", "", "data-missing - /t:x", DisplayName = "top-level mandatory leaf")]
    [DataRow("container c { leaf x { type string; mandatory true; } }", "", "data-missing - /t:c/x", DisplayName = "mandatory below a non-presence container")]
    [DataRow("container c { presence p; leaf x { type string; mandatory true; } }", "", "", DisplayName = "mandatory below an absent presence container")]
    [DataRow("container c { presence p; leaf x { type string; mandatory true; } }", "<c/>", "data-missing - /t:c/x", DisplayName = "mandatory below a presence container")]
    [DataRow("choice c { mandatory true; leaf a { type string; } leaf b { type string; } }", "", "data-missing missing-choice /", DisplayName = "mandatory choice")]
    [DataRow("choice c { case a { leaf x { type string; } leaf y { type string; mandatory true; } } leaf b { type string; } }", "<x>1</x>", "data-missing - /t:y", DisplayName = "mandatory in the case chosen")]
    [DataRow("choice c { case a { leaf x { type string; } leaf y { type string; mandatory true; } } leaf b { type string; } }", "<b>1</b>", "", DisplayName = "mandatory in a case not chosen")]
    [DataRow("leaf-list l { type string; min-elements 2; }", "<l>1</l>", "operation-failed too-few-elements /t:l", DisplayName = "too few values")]
    [DataRow("list l { key k; min-elements 1; leaf k { type string; } }", "", "operation-failed too-few-elements /t:l", DisplayName = "too few entries, none at all")]
    [DataRow(Server, "<s><e><name>a</name></e><e><name>b</name></e><e><name>c</name></e><e><name>d</name></e></s>", "operation-failed too-many-elements /t:s/e", DisplayName = "too many entries")]
    [DataRow(Server, "<s><e><name>a</name><tag>1</tag><tag>2</tag><tag>3</tag></e></s>", "operation-failed too-many-elements /t:s/e[name='a']/tag", DisplayName = "too many values")]
    [DataRow(Server, "<s><e><name>a</name><addr>x</addr></e><e><name>b</name><addr>x</addr><port>80</port></e></s>", "operation-failed data-not-unique /t:s/e[name='b']", DisplayName = "unique counts defaults")]
    [DataRow(Server, "<s><e><name>a</name></e><e><name>b</name></e></s>", "", DisplayName = "unique skips incomplete tuples")]
    [DataRow(Server, "<s><e><name>a</name><peer>b</peer></e></s>", "data-missing instance-required /t:s/e[name='a']/peer", DisplayName = "leafref to nothing")]
    [DataRow(Server, "<s><e><name>a</name><peer>b</peer></e><e><name>b</name></e></s>", "", DisplayName = "leafref to a key")]
    [DataRow("leaf r { type leafref { path \"/t:c/t:d\"; } } container c { leaf d { type string; default x; } }", "<r>x</r>", "", DisplayName = "leafref to a default")]
    [DataRow("leaf r { type leafref { path /c/d; require-instance false; } } container c { leaf d { type string; } }", "<r>x</r>", "", DisplayName = "leafref that needs no instance")]
    [DataRow("leaf i { type instance-identifier; } leaf d { type string; }", "<i>/t:d</i>", "data-missing instance-required /t:i", DisplayName = "instance-identifier to nothing")]
    [DataRow("leaf i { type instance-identifier; } leaf d { type string; }", "<i>/t:d</i><d>1</d>", "", DisplayName = "instance-identifier to a leaf")]
    [DataRow("leaf u { type union { type leafref { path /d; } type uint8; } } leaf d { type string; }", "<u>5</u>", "", DisplayName = "union falls back from a leafref to nothing")]
    [DataRow("leaf a { type uint8; must \". > 3\" { error-app-tag low; error-message \"too low\"; } }", "<a>2</a>", "operation-failed low /t:a", DisplayName = "must with its own tag")]
    [DataRow("leaf a { type uint8; default 2; must \". > 3\"; }", "", "operation-failed must-violation /t:a", DisplayName = "must of a default")]
    [DataRow("container c { must \"x\"; leaf x { type string; } }", "", "operation-failed must-violation /t:c", DisplayName = "must of an absent non-presence container")]
    [DataRow("leaf a { type uint8; } leaf b { when \"../a > 3\"; type string; }", "<a>2</a><b/>", "unknown-element - /t:b", DisplayName = "data under a false when")]
    [DataRow("leaf a { type uint8; } leaf b { when \"../a > 3\"; type string; mandatory true; }", "<a>2</a>", "", DisplayName = "mandatory under a false when")]
    [DataRow("leaf a { type uint8; } leaf b { when \"../a > 3\"; type string; mandatory true; }", "<a>4</a>", "data-missing - /t:b", DisplayName = "mandatory under a true when")]
    [DataRow("container b { when \"not(*)\"; leaf c { type string; } }", "<b><c>x</c></b>", "", DisplayName = "when sees a dummy without children")]
    [DataRow("leaf a { type uint8; default 7; } leaf b { when \"../a = 7\"; type string; }", "<b>x</b>", "", DisplayName = "when sees a top-level default")]
    [DataRow("choice c { when \"a = 1\"; leaf x { type string; } leaf y { type string; } } leaf a { type uint8; }", "<a>2</a><x/>", "unknown-element - /t:x", DisplayName = "when on a choice")]
    public void Configuration_gives_violations(string body, string xml, string expected)
        => Assert.AreEqual(expected, ValidationBench.For(body).Validate(xml));

    [TestMethod]
    public void State_sees_state_and_configuration_does_not()
    {
        var bench = ValidationBench.For(
            """
            leaf c { type uint8; must "not(../s)"; }
            leaf s { config false; type uint8; must "../c = 1"; }
            """);
        Assert.AreEqual("", bench.Validate("<c>1</c><s>1</s>", ValidationScope.Data));
        Assert.AreEqual("operation-failed must-violation /t:s", bench.Validate("<c>2</c><s>1</s>", ValidationScope.Data));
    }

    [TestMethod]
    public void Message_names_path_value_and_rule()
    {
        var bench = ValidationBench.For("container c { leaf d { type uint8; must \". <= 63\"; } }");
        var violation = Validator.Validate(bench.Tree("<c><d>64</d></c>"), ValidationScope.Config).Single();
        Assert.AreEqual("/t:c/d: 64 violates must \". <= 63\"", violation.Message);
    }

    [TestMethod]
    public void Not_unique_names_all_leafs_of_both_entries()
    {
        var bench = ValidationBench.For(Server);
        var tree = bench.Tree("<s><e><name>a</name><addr>x</addr></e><e><name>b</name><addr>x</addr></e></s>");
        var violation = Validator.Validate(tree, ValidationScope.Config).Single();
        CollectionAssert.AreEqual(
            new[] { "/t:s/e[name='a']/addr", "/t:s/e[name='b']/addr", "/t:s/e[name='a']/port", "/t:s/e[name='b']/port" },
            violation.Info.Select(info => info.Value).ToArray());
        Assert.IsTrue(violation.Info.All(info => info is { Name: "non-unique", Namespace: "urn:ietf:params:xml:ns:yang:1" }));
    }

    [TestMethod]
    public void Quadratic_patterns_take_linear_time()
    {
        const int count = 20_000;
        var bench = ValidationBench.For(
            """
            container a { list e { key id; leaf id { type uint32; } leaf name { type string; }
              leaf peer { type string; must "count(../../e[name=current()]) = 1"; }
              leaf via { type leafref { path "../../e[name=current()/../peer]/name"; } }
              leaf sum { type uint32; must ". = sum(../../e/sum) or count(../../e) > 1"; } } }
            """);
        var xml = new System.Text.StringBuilder("<a>");
        for (var i = 0; i < count; i++)
        {
            xml.Append($"<e><id>{i}</id><name>n{i}</name><peer>n{count - 1 - i}</peer><via>n{count - 1 - i}</via><sum>1</sum></e>");
        }

        // Quadratic evaluation would visit 4e8 nodes per rule; the bound of the test run notices.
        Assert.AreEqual("", bench.Validate(xml.Append("</a>").ToString()));
    }

    [TestMethod]
    [DataRow("/q:top/q:e[q:k='q:x'][q:n='1']", "")]
    [DataRow("/q:top/q:e[q:n='1'][q:k='q:x']", "")]
    [DataRow("/q:top/q:e[q:k='q:y'][q:n='1']", "data-missing instance-required /t:top/i")]
    [DataRow("/q:top/q:v[.='q:y']", "")]
    [DataRow("/q:top/q:v[.='q:x']", "data-missing instance-required /t:top/i")]
    public void Identities_in_the_predicates_of_an_instance_identifier_have_the_prefixes_of_the_document(string path, string expected)
    {
        var bench = ValidationBench.For(
            """
            identity b; identity x { base b; } identity y { base b; }
            container top {
              list e { key "k n"; leaf k { type identityref { base b; } } leaf n { type string; } }
              leaf-list v { type identityref { base b; } }
              leaf i { type instance-identifier; }
            }
            """);
        Assert.AreEqual(expected, bench.Validate($"<top><e><k>t:x</k><n>1</n></e><v>t:y</v><i xmlns:q='urn:t'>{path}</i></top>"));
    }
}
