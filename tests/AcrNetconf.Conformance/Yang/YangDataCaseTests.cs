using System.Collections.Concurrent;
using AcrNetconf.Cli.Yang;
using AcrNetconf.Conformance.Yang.Mutation;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Conformance.Yang;

/// <summary>Every instance of every case directory, by what <c>acr yang validate</c> runs and, where it is installed, by yanglint.</summary>
[TestClass]
public sealed class YangDataCaseTests
{
    public static IEnumerable<object[]> Cases => YangDataCase.All().Select(each => new object[] { each });

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Instance_is_judged_as_expected(object instance)
    {
        var each = (YangDataCase)instance;
        var findings = Judge(each);
        var first = findings.Count > 0 ? findings[0] : null;
        if (each.Expected is not { } expected)
        {
            Assert.IsNull(first, first?.ToString());
            return;
        }

        Assert.IsNotNull(first, "must be rejected");
        Assert.IsNotNull(first.ErrorTag, first.Message);
        var path = expected.EndsWith(" -", StringComparison.Ordinal) ? "-" : first.ErrorPath ?? "-";
        Assert.AreEqual(expected, $"{first.ErrorTag} {first.ErrorAppTag ?? "-"} {path}", first.Message);
    }

    [TestMethod]
    public void Yanglint_agrees_except_where_listed()
    {
        if (!File.Exists(YanglintRun.Program))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var found = new ConcurrentBag<string>();
        var cases = YangDataCase.All().Where(each => each.Type != "edit" || each.Operational is null).ToList(); // yanglint applies no edits
        Parallel.ForEach(cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, each =>
        {
            var theirs = Theirs(each);
            if ((theirs.Verdict == true) != (each.Expected is null))
            {
                found.Add(each.Id);
                TestContext.WriteLine($"{each.Id}: {string.Join(" | ", theirs.Errors)}");
            }
        });
        TestContext.WriteLine($"{cases.Count} instances, yanglint differs on {found.Count}");
        CollectionAssert.AreEquivalent(Verdicts.Listed(YangDataCase.Root), found.ToList());
    }

    private static IReadOnlyList<YangFinding> Judge(YangDataCase each)
    {
        var name = Path.GetFileNameWithoutExtension(each.ModulePath);
        string[] arguments =
        [
            "-p", each.Directory, .. each.Modules.SelectMany(module => (string[])["-m", module]), "--type", each.Type,
            .. Option("--operational", each.Operational), .. Option("--request", each.Request),
            .. each.Features is { } features ? ["-F", $"{name}:{(features == "none" ? "" : features)}"] : (string[])[],
            each.InstancePath,
        ];
        return each.IsJson ? JudgeJson(each, arguments) : new ValidateCommand(new ModuleSetCompiler()).Run(arguments).Findings;
    }

    private static YangFinding[] JudgeJson(YangDataCase each, string[] arguments)
    {
        var options = YangOptions.Parse(arguments, out _)!; // they are ours
        var compilation = new ModuleSetCompiler().Compile(options, options.Modules, []);
        Assert.IsNotNull(compilation?.Context, string.Join('\n', compilation?.Diagnostics ?? []));
        var isConfig = each.Type == "config";
        var context = compilation.Context;
        var data = JsonDataReader.ReadData(System.Text.Encoding.UTF8.GetBytes(each.JsonText()), context, isConfig ? ReadOptions.Config : ReadOptions.Data);
        var violations = data.IsValid ? Validator.Validate(data.ToTree(context), isConfig ? ValidationScope.Config : ValidationScope.Data) : data.Violations;
        return [.. violations.Select(YangFinding.Of)];
    }

    private static YanglintRun Theirs(YangDataCase each)
    {
        var directory = Directory.CreateTempSubdirectory("acr-case-").FullName;
        try
        {
            var instance = each.InstancePath;
            if (each.IsJson)
            {
                instance = Path.Combine(directory, "instance.json");
                File.WriteAllText(instance, each.JsonText());
            }

            var isEnveloped = File.ReadAllText(each.InstancePath).Contains("<notification ", StringComparison.Ordinal);
            var type = each.Type switch
            {
                "action" => "nc-rpc",
                "reply" => "nc-reply",
                "notification" => isEnveloped ? "nc-notif" : "notif",
                _ => each.Type,
            };
            var features = each.Features == "none" ? "" : each.Features;
            return YanglintRun.Of(directory,
            [
                "-t", type, "-p", each.Directory, "-p", Path.GetDirectoryName(Standard("any"))!, // a path with directories
                .. Option("-O", each.Operational), .. Option("-R", each.Request),
                .. each.Features is null ? (string[])[] : ["-F", $"{Path.GetFileNameWithoutExtension(each.ModulePath)}:{features}"],
                .. each.Type == "edit" ? [Standard("ietf-netconf@2011-06-01")] : (string[])[], // the attributes of edits
                .. each.Modules, instance,
            ]);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Standard(string module) => Path.Combine(YangDataCase.Root, "../../../../yang/ietf", module + ".yang");

    private static string[] Option(string name, string? value) => value is null ? [] : [name, value];
}
