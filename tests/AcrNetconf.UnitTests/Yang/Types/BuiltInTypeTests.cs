using AcrNetconf.UnitTests.Yang.Schema;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.UnitTests.Yang.Types;

[TestClass]
public sealed class BuiltInTypeTests
{
    public static IEnumerable<(string Type, string Text, string Canonical)> Accepted =>
    [
        ("int8;", "-128", "-128"),
        ("int8;", "+005", "5"),
        ("int8;", " 5\n", "5"),
        ("int8;", "-0", "0"),
        ("uint64;", "18446744073709551615", "18446744073709551615"),
        ("int64;", "-9223372036854775808", "-9223372036854775808"),
        ("int32 { range \"1..4 | 10..20\"; }", "4", "4"),
        ("uint8 { range \"min..10 | max\"; }", "255", "255"),
        ("decimal64 { fraction-digits 2; }", "1.50", "1.5"),
        ("decimal64 { fraction-digits 2; }", "-0", "0.0"),
        ("decimal64 { fraction-digits 2; }", "+3", "3.0"),
        ("decimal64 { fraction-digits 2; }", "0.05", "0.05"),
        ("decimal64 { fraction-digits 18; }", "-9.223372036854775808", "-9.223372036854775808"),
        ("decimal64 { fraction-digits 1; range \"1.5..2 | 4\"; }", "1.5", "1.5"),
        ("string { length \"2\"; }", "\U0001F600\U0001F601", "\U0001F600\U0001F601"),
        ("string { pattern \"a+\"; pattern \"[^b]{3}\"; }", "aaa", "aaa"),
        ("string { pattern \"a.*\" { modifier invert-match; } }", "ba", "ba"),
        ("boolean;", "true", "true"),
        ("enumeration { enum \"two words\"; enum b { value -5; } }", "two words", "two words"),
        ("bits { bit a { position 4; } bit b { position 1; } }", "  a\n b", "b a"),
        ("bits { bit a; }", "", ""),
        ("binary;", "aGVs\n bG8=", "aGVsbG8="),
        ("binary { length 5; }", "aGVsbG8=", "aGVsbG8="),
        ("empty;", "", ""),
        ("union { type int8; type string; }", "300", "300"),
        ("identityref { base i; }", "m:j", "m:j"),
        ("identityref { base i; }", "j", "m:j"),
        ("instance-identifier;", "/m:c/m:l[ m:k = \"1\" ]/m:x", "/m:c/m:l[m:k='1']/m:x"),
        ("instance-identifier;", "/m:ll[.='a']", "/m:ll[.='a']"),
        ("instance-identifier;", "/m:s[3]", "/m:s[3]"),
    ];

    public static IEnumerable<(string Type, string Text)> Refused =>
    [
        ("int8;", "128"),
        ("int8;", ""),
        ("int8;", "0x10"),
        ("int8;", "1 2"),
        ("int8;", "--1"),
        ("int8;", "99999999999999999999999999"),
        ("uint8;", "-1"),
        ("int32 { range \"1..4 | 10..20\"; }", "5"),
        ("decimal64 { fraction-digits 2; }", "1.234"),
        ("decimal64 { fraction-digits 2; }", "-"),
        ("decimal64 { fraction-digits 2; }", "1."),
        ("decimal64 { fraction-digits 2; }", ".5"),
        ("decimal64 { fraction-digits 2; }", "1e3"),
        ("decimal64 { fraction-digits 18; }", "9.3"),
        ("decimal64 { fraction-digits 1; range \"1.5..2 | 4\"; }", "3.9"),
        ("string { length \"2\"; }", "\U0001F600"),
        ("string;", "a\u0001"),
        ("string;", "a\uFFFF"),
        ("string { pattern \"a+\"; pattern \"[^b]{3}\"; }", "aa"),
        ("string { pattern \"a.*\" { modifier invert-match; } }", "ab"),
        ("boolean;", "True"),
        ("boolean;", "1"),
        ("enumeration { enum a; }", "a "),
        ("bits { bit a; bit b; }", "a a"),
        ("bits { bit a; bit b; }", "c"),
        ("binary;", "a"),
        ("binary { length 5; }", "aGVsbA=="),
        ("empty;", " "),
        ("union { type int8; type boolean; }", "300"),
        ("identityref { base i; }", "m:i"),
        ("identityref { base i; }", "x:j"),
        ("identityref { base i; base other; }", "m:j"),
        ("instance-identifier;", "/m:c/"),
        ("instance-identifier;", "m:c"),
        ("instance-identifier;", "/q:c"),
        ("instance-identifier;", "/m:s[0]"),
    ];

    [TestMethod]
    [DynamicData(nameof(Accepted))]
    public void Lexical_form_gives_canonical_form(string type, string text, string canonical)
    {
        var (compiled, module) = Compile(type);
        Assert.IsTrue(compiled.TryParse(text, new OnePrefix(module), out var value, out var violation), violation?.Message);
        Assert.AreEqual(canonical, value.ToString());
        Assert.IsTrue(compiled.TryParse(canonical, new OnePrefix(module), out var again, out _));
        Assert.AreEqual(value, again);
        Assert.AreEqual(0, compiled.Compare(value, again));
    }

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void Wrong_lexical_form_is_refused_with_a_sentence(string type, string text)
    {
        var (compiled, module) = Compile(type);
        Assert.IsFalse(compiled.TryParse(text, new OnePrefix(module), out var value, out var violation));
        Assert.IsFalse(value.IsValid);
        Assert.AreNotEqual("", violation.Message);
    }

    [TestMethod]
    [DataRow("string { length 2 { error-message no; error-app-tag tag; } }", "abc")]
    [DataRow("uint8 { range 2 { error-message no; error-app-tag tag; } }", "3")]
    [DataRow("string { pattern a { error-message no; error-app-tag tag; } }", "b")]
    [DataRow("binary { length 2 { error-message no; error-app-tag tag; } }", "aGVsbG8=")]
    public void Restriction_reports_what_the_module_says(string type, string text)
    {
        var (compiled, _) = Compile(type);
        Assert.IsFalse(compiled.TryParse(text, null, out _, out var violation));
        Assert.AreEqual(new TypeViolation("no", "tag") { IsFromModule = true }, violation);
    }

    [TestMethod]
    [DataRow("uint8;", "9", "10")]
    [DataRow("uint64;", "1", "18446744073709551615")]
    [DataRow("int8;", "-2", "1")]
    [DataRow("decimal64 { fraction-digits 3; }", "1.5", "1.501")]
    [DataRow("enumeration { enum z { value 1; } enum a { value 2; } }", "z", "a")]
    [DataRow("string;", "B", "a")]
    [DataRow("boolean;", "false", "true")]
    public void Values_are_ordered_by_meaning(string type, string low, string high)
    {
        var (compiled, _) = Compile(type);
        Assert.IsTrue(compiled.TryParse(low, null, out var left, out _));
        Assert.IsTrue(compiled.TryParse(high, null, out var right, out _));
        Assert.IsLessThan(0, compiled.Compare(left, right));
        Assert.IsGreaterThan(0, compiled.Compare(right, left));
        Assert.AreNotEqual(left, right);
    }

    [TestMethod]
    public void Union_value_has_the_type_of_the_first_member_that_accepts()
    {
        var (union, _) = Compile("union { type uint8; type decimal64 { fraction-digits 1; } type string; }");
        Assert.IsTrue(union.TryParse("7", null, out var number, out _));
        Assert.IsTrue(union.TryParse("7.5", null, out var fraction, out _));
        Assert.IsTrue(union.TryParse("x", null, out var text, out _));
        CollectionAssert.AreEqual(
            new[] { YangBaseType.UInt8, YangBaseType.Decimal64, YangBaseType.String },
            new[] { number.Type.Base, fraction.Type.Base, text.Type.Base });
    }

    [TestMethod]
    public void More_than_64_bits_work_like_few()
    {
        var (type, _) = Compile("bits { " + string.Concat(Enumerable.Range(0, 100).Select(i => $"bit b{i} {{ position {i * 40_000_000L}; }} ")) + "}");
        Assert.IsTrue(type.TryParse("b99 b3", null, out var value, out _));
        Assert.AreEqual("b3 b99", value.ToString());
        Assert.IsTrue(((BitsType)type).IsSet(value, "b99"));
        Assert.IsFalse(((BitsType)type).IsSet(value, "b98"));
    }

    private static (YangType Type, YangModule Module) Compile(string type)
    {
        var context = Modules.Context(Modules.Wrap($"identity i; identity other; identity j {{ base i; }} leaf x {{ type {type} }}"));
        return (Modules.Node<LeafSchema>(context, "x").Type, context.Modules[0]);
    }

    private sealed class OnePrefix(YangModule module) : IPrefixResolver
    {
        public YangModule? Resolve(string prefix) => prefix is "" or "m" ? module : null;
    }
}
