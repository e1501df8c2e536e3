using System.Diagnostics;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.UnitTests.Yang.Types;

[TestClass]
public sealed class XsdPatternTests
{
    [TestMethod]
    [DataRow("a", "a", true)]
    [DataRow("a", "ab", false)]
    [DataRow("", "", true)]
    [DataRow("a|", "", true)]
    [DataRow("a*", "", true)]
    [DataRow("a{2,3}", "aa", true)]
    [DataRow("a{2,3}", "a", false)]
    [DataRow("a{2,3}", "aaaa", false)]
    [DataRow("a{2,}", "aaaaaa", true)]
    [DataRow("a{0}", "", true)]
    [DataRow("(ab|cd)+", "abcdab", true)]
    [DataRow("(ab|cd)+", "abc", false)]
    [DataRow("[a-c]x", "bx", true)]
    [DataRow("[^a-c]", "b", false)]
    [DataRow("[a-z-[aeiou]]+", "xyz", true)]
    [DataRow("[a-z-[aeiou]]+", "xaz", false)]
    [DataRow("[a-]", "-", true)]
    [DataRow("[-a]", "-", true)]
    [DataRow("[0-9-_]", "-", true)]
    [DataRow(".", "\n", false)]
    [DataRow(".", "\r", false)]
    [DataRow(".", "\u2028", true)]
    [DataRow(".", "\U0001F600", true)]
    [DataRow("..", "\U0001F600", false)]
    [DataRow("[\U0001F600-\U0001F64F]", "\U0001F60A", true)]
    [DataRow("^a$", "a", false)]
    [DataRow("^a$", "^a$", true)]
    [DataRow("a", "a\n", false)]
    [DataRow("\\d+", "12", true)]
    [DataRow("\\d", "\u0664", true)]
    [DataRow("\\w", "_", false)]
    [DataRow("\\w+", "aé4", true)]
    [DataRow("\\s", "\u00A0", false)]
    [DataRow("\\s", "\t", true)]
    [DataRow("\\i\\c*", "_a.b-c:d", true)]
    [DataRow("\\i", "1", false)]
    [DataRow("\\I", "1", true)]
    [DataRow("\\C", "!", true)]
    [DataRow("\\p{Lu}\\p{Ll}", "Aa", true)]
    [DataRow("\\P{L}", "1", true)]
    [DataRow("\\p{IsBasicLatin}+", "abc", true)]
    [DataRow("\\p{IsGreek}", "a", false)]
    [DataRow("[\\d\\.]+", "1.2", true)]
    [DataRow("[^\\d]", "5", false)]
    [DataRow("\\-\\^\\[\\]", "-^[]", true)]
    [DataRow("x{1,1983}", "xxx", true)]
    [DataRow("((a*)*)*", "aaaa", true)]
    public void Pattern_matches_as_xsd_says(string pattern, string text, bool expected)
    {
        Assert.IsTrue(XsdPattern.TryCreate(pattern, out var compiled, out var problem), problem);
        Assert.AreEqual(expected, compiled.IsMatch(text));
        Assert.AreEqual(expected, compiled.IsMatch(text), "the second run takes the cached states");
    }

    [TestMethod]
    [DataRow("(?:a)")]
    [DataRow("a+?")]
    [DataRow("a**")]
    [DataRow("(?=a)")]
    [DataRow("\\1")]
    [DataRow("\\$")]
    [DataRow("\\b")]
    [DataRow("a{,3}")]
    [DataRow("a{3,2}")]
    [DataRow("a{2")]
    [DataRow("[z-a]")]
    [DataRow("[]")]
    [DataRow("[a")]
    [DataRow("(a")]
    [DataRow("a)")]
    [DataRow("*a")]
    [DataRow("a\\")]
    [DataRow("\\p{Xx}")]
    [DataRow("\\p{IsNowhere}")]
    [DataRow("((a{1000}){1000}){1000}")]
    public void What_is_not_xsd_is_refused(string pattern)
    {
        Assert.IsFalse(XsdPattern.TryCreate(pattern, out _, out var problem));
        Assert.AreNotEqual("", problem);
    }

    [TestMethod]
    public void Deep_nesting_is_refused_not_fatal()
        => Assert.IsFalse(XsdPattern.TryCreate(new string('(', 100_000) + new string(')', 100_000), out _, out _));

    [TestMethod]
    [DataRow("(a+)+b")]
    [DataRow("(a|aa)+b")]
    [DataRow("(.*)*b")]
    [DataRow("([a-z]{0,30}){0,30}b")]
    public void Patterns_that_explode_by_backtracking_stay_linear(string pattern)
    {
        Assert.IsTrue(XsdPattern.TryCreate(pattern, out var compiled, out _));
        var started = Stopwatch.GetTimestamp();
        Assert.IsFalse(compiled.IsMatch(new string('a', 20_000)));
        Assert.IsLessThan(TimeSpan.FromSeconds(5), Stopwatch.GetElapsedTime(started));
    }

    [TestMethod]
    [DataRow("(a|b)*a(a|b){2000}")]
    [DataRow("(ab|ba|a|b)*a(ab|b|aa){3500}")]
    public void What_a_text_may_cost_is_bounded_with_an_error(string pattern)
    {
        Assert.IsTrue(XsdPattern.TryCreate(pattern, out var compiled, out _));
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(_ => random.Next(2) == 0 ? 'a' : 'b'));
        Assert.AreEqual(PatternVerdict.TooMuchWork, compiled.Judge(text));
        foreach (var inverted in (bool[])[false, true])
        {
            var type = new StringType(patterns: [new PatternRestriction(compiled, inverted)]);
            Assert.IsFalse(type.TryParse(text, null, out _, out var violation), "neither is proved");
            Assert.Contains("too much work", violation.Message);
        }
    }

    [TestMethod]
    public void Overflowing_state_cache_still_answers_right()
    {
        Assert.IsTrue(XsdPattern.TryCreate(".*a.{14}", out var compiled, out _));
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 200).Select(_ => random.Next(2) == 0 ? 'a' : 'b'));
            Assert.AreEqual(text[^15] == 'a', compiled.IsMatch(text), text);
        }
    }
}
