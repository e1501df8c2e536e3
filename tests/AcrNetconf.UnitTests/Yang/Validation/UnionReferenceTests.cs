namespace AcrNetconf.UnitTests.Yang.Validation;

/// <summary>Which member of a union a value belongs to, when members refer (RFC 7950 §9.12, §9.9.3): existence decides, and comes and goes.</summary>
[TestClass]
public sealed class UnionReferenceTests
{
    private const string Model =
        """
        identity color; identity red { base color; }
        container top {
          list e { key k; leaf k { type string; } leaf n { type uint8; } leaf id { type identityref { base color; } } leaf flag { type boolean; } }
          leaf ref-or-number { type union { type leafref { path "../e/k"; } type uint8; } }
          leaf ref-or-ref { type union { type leafref { path "../e/id"; } type leafref { path "../e/k"; } } }
          leaf ref-or-color { type union { type leafref { path "../e/k"; } type identityref { base color; } } }
          leaf loose { type union { type leafref { path "../e/k"; require-instance false; } type uint8; } }
          leaf id-or-number { type union { type instance-identifier; type uint8; } }
          leaf id-or-text { type union { type instance-identifier; type string; } }
          leaf nested { type union { type uint8; type union { type leafref { path "../e/k"; } type boolean; } } }
          leaf-list many { type union { type leafref { path "../e/k"; } type enumeration { enum none; } } }
          leaf number-first { type union { type uint8; type leafref { path "../e/k"; } } must "not(deref(.))"; }
          leaf followed { type union { type leafref { path "../e/k"; } type uint8; } must "not(deref(.)) or deref(.)/../flag = 'true'"; }
        }
        """;

    [TestMethod]
    [DataRow("<e><k>a</k></e><ref-or-number>a</ref-or-number>", "")]
    [DataRow("<ref-or-number>7</ref-or-number>", "")]
    [DataRow("<ref-or-number>b</ref-or-number>", "data-missing instance-required /t:top/ref-or-number")]
    [DataRow("<e><k>t:red</k></e><ref-or-ref>t:red</ref-or-ref>", "")]
    [DataRow("<e><k>a</k><id>red</id></e><ref-or-ref>t:red</ref-or-ref>", "")]
    [DataRow("<e><k>a</k></e><ref-or-ref>t:red</ref-or-ref>", "data-missing instance-required /t:top/ref-or-ref")]
    [DataRow("<ref-or-color>red</ref-or-color>", "")]
    [DataRow("<ref-or-color>t:red</ref-or-color>", "")]
    [DataRow("<ref-or-color>green</ref-or-color>", "data-missing instance-required /t:top/ref-or-color")]
    [DataRow("<loose>nobody</loose>", "")]
    [DataRow("<id-or-number>/t:top/t:loose</id-or-number><loose>x</loose>", "")]
    [DataRow("<id-or-number>/t:top/t:loose</id-or-number>", "data-missing instance-required /t:top/id-or-number")]
    [DataRow("<id-or-text>/t:top/t:loose</id-or-text>", "")]
    [DataRow("<nested>true</nested>", "")]
    [DataRow("<nested>a</nested>", "data-missing instance-required /t:top/nested")]
    [DataRow("<e><k>a</k></e><many>a</many><many>none</many>", "")]
    [DataRow("<many>a</many><many>none</many>", "data-missing instance-required /t:top/many[.='a']")]
    [DataRow("<e><k>7</k></e><number-first>7</number-first>", "")]
    [DataRow("<e><k>a</k></e><number-first>a</number-first>", "operation-failed must-violation /t:top/number-first")]
    [DataRow("<e><k>a</k><flag>false</flag></e><followed>a</followed>", "operation-failed must-violation /t:top/followed")]
    [DataRow("<e><k>a</k><flag>true</flag></e><followed>a</followed>", "")]
    [DataRow("<followed>7</followed>", "")]
    public void First_member_whose_instance_exists_takes_the_value(string inTop, string expected)
        => Assert.AreEqual(expected, ValidationBench.For(Model).Validate($"<top>{inTop}</top>"));

    [TestMethod]
    [DataRow("<e><k>7</k></e><ref-or-number>7</ref-or-number>", "<ref-or-number>7</ref-or-number>", "", DisplayName = "another member takes over")]
    [DataRow("<e><k>a</k></e><ref-or-number>a</ref-or-number>", "<ref-or-number>a</ref-or-number>", "data-missing instance-required /t:top/ref-or-number", DisplayName = "the target goes")]
    [DataRow("<e><k>a</k><id>red</id></e><e><k>t:red</k></e><ref-or-ref>t:red</ref-or-ref>", "<e><k>t:red</k></e><ref-or-ref>t:red</ref-or-ref>", "", DisplayName = "the second reference takes over")]
    [DataRow("<id-or-number>/t:top/t:loose</id-or-number><loose>x</loose>", "<id-or-number>/t:top/t:loose</id-or-number>", "data-missing instance-required /t:top/id-or-number", DisplayName = "the instance goes")]
    [DataRow("<e><k>a</k></e><many>a</many>", "<many>a</many>", "data-missing instance-required /t:top/many[.='a']", DisplayName = "the target of a value goes")]
    [DataRow("<followed>7</followed>", "<e><k>7</k><flag>false</flag></e><followed>7</followed>", "operation-failed must-violation /t:top/followed", DisplayName = "a target comes, and deref() finds it")]
    [DataRow("<e><k>7</k><flag>true</flag></e><followed>7</followed>", "<e><k>7</k></e><followed>7</followed>", "operation-failed must-violation /t:top/followed", DisplayName = "what deref() leads to changes")]
    public void Change_of_what_exists_is_noticed(string before, string after, string expected)
        => Assert.AreEqual(expected, ValidationBench.For(Model).Change($"<top>{before}</top>", $"<top>{after}</top>"));
}
