namespace AcrNetconf.Conformance.Yang;

/// <summary>The rules on data (<c>Data/rules.txt</c>) and the cases that prove them.</summary>
[TestClass]
public sealed class DataRuleTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Every_rule_has_an_instance_it_accepts_and_one_it_rejects_and_every_case_a_rule()
    {
        var cases = YangDataCase.All().ToLookup(each => Path.GetFileName(each.Directory), each => each.Expected is null);
        var unproved = new List<string>();
        var named = new HashSet<string>();
        var rules = 0;
        var rule = "";
        foreach (var line in File.ReadLines(Path.Combine(YangDataCase.Root, "rules.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ')
            {
                rule = line;
                rules++;
                continue;
            }

            var verdicts = new List<bool>();
            foreach (var directory in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!cases.Contains(directory))
                {
                    Assert.Fail($"{rule}: there are no cases {directory}");
                }

                named.Add(directory);
                verdicts.AddRange(cases[directory]);
            }

            if (!verdicts.Contains(true) || !verdicts.Contains(false))
            {
                unproved.Add(rule);
            }

            rule = "";
        }

        TestContext.WriteLine($"{rules} rules, {cases.Sum(each => each.Count())} cases in {cases.Count} directories");
        Assert.AreEqual("", rule, "the last rule has no line of cases");
        Assert.IsEmpty(unproved, string.Join('\n', unproved));
        CollectionAssert.AreEquivalent(cases.Select(each => each.Key).ToList(), named.ToList());
    }
}
