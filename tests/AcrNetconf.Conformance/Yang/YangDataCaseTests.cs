using System.Diagnostics;
using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Conformance.Yang;

/// <summary>Every instance of every case directory, by our engine and, where it is installed, by yanglint.</summary>
[TestClass]
public sealed class YangDataCaseTests
{
    public static IEnumerable<object[]> Cases => YangDataCase.All().Select(each => new object[] { each });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Instance_is_judged_as_expected(object instance)
    {
        var each = (YangDataCase)instance;
        var first = Judge(each).FirstOrDefault();
        if (each.Expected is not { } expected)
        {
            Assert.IsNull(first, first?.ToString());
            return;
        }

        Assert.IsNotNull(first, "must be rejected");
        var path = expected.EndsWith(" -", StringComparison.Ordinal) ? "-" : first.Path?.ToString() ?? "-";
        Assert.AreEqual(expected, $"{first.ErrorTag} {first.ErrorAppTag ?? "-"} {path}");
    }

    [TestMethod]
    public void Yanglint_agrees_except_where_listed()
    {
        const string Yanglint = "/usr/bin/yanglint";
        if (!File.Exists(Yanglint))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var listed = File.ReadLines(Path.Combine(YangDataCase.Root, "yanglint-disagreements.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2)[0])
            .ToList();
        var found = YangDataCase.All().Where(each => Accepts(Yanglint, each) != (each.Expected is null)).Select(each => each.Id).ToList();
        CollectionAssert.AreEquivalent(listed, found);
    }

    private static IEnumerable<Violation> Judge(YangDataCase each)
    {
        var name = Path.GetFileNameWithoutExtension(each.ModulePath);
        var text = new ModuleText(name, null, File.ReadAllText(each.ModulePath), each.ModulePath);
        var compilation = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(text).Compile();
        Assert.IsNotNull(compilation.Context, string.Join('\n', compilation.Diagnostics));
        var context = compilation.Context;
        var xml = File.ReadAllText(each.InstancePath);
        using var reader = XmlReader.Create(new StringReader(each.Type == "rpc" ? xml : $"<data>{xml}</data>"), XmlDataReader.Settings);
        reader.MoveToContent();
        switch (each.Type)
        {
            case "rpc":
                var operation = context.FindRpc(reader.NamespaceURI, reader.LocalName);
                Assert.IsNotNull(operation);
                var input = XmlDataReader.ReadInput(reader, context, operation);
                return input.IsValid ? Validator.ValidateOperation((OperationNode)input.Node, DataTree.Empty(context)) : input.Violations;
            case "notification":
                var notification = XmlDataReader.ReadNestedNotification(reader, context);
                return notification is { IsValid: true, Node: NotificationNode node }
                    ? Validator.ValidateNotification(node, DataTree.Empty(context), notification.Parent)
                    : notification.Violations;
            default:
                var isConfig = each.Type == "config";
                var data = XmlDataReader.ReadData(reader, context, isConfig ? ReadOptions.Config : ReadOptions.Data);
                return data.IsValid ? Validator.Validate(data.ToTree(context), isConfig ? ValidationScope.Config : ValidationScope.Data) : data.Violations;
        }
    }

    private static bool Accepts(string yanglint, YangDataCase each)
    {
        var start = new ProcessStartInfo(yanglint, ["-t", each.Type == "notification" ? "notif" : each.Type, each.ModulePath, each.InstancePath])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!; // the file exists and is executable
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
