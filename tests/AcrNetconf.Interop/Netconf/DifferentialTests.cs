using System.Text;
using System.Xml.Linq;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Netconf;

/// <summary>The same requests in the same order to netconfd and to the agent, both serving ietf-interfaces: each difference is written down with its reason.</summary>
/// <remarks>
/// A case is <c>Differential/NN-name.xml</c>, one operation. Where the servers answer differently, <c>NN-name.why</c> beside it has three lines:
/// what we answer, what netconfd answers, and the clause that says who is right or that both are. <c>ACR_UPDATE_EXPECTED=1</c> writes the
/// first two lines. Compared are outcome, error type, tag, app-tag and whether there is a path, and data as a tree; never sentences.
/// </remarks>
[TestClass]
[DoNotParallelize]
public sealed class DifferentialTests
{
    private const string Modules = "/usr/share/yuma/modules/ietf";
    private static readonly XNamespace Base = NetconfPeer.BaseNamespace;
    private static readonly HashSet<string> s_standardAppTags =
        ["data-not-unique", "too-many-elements", "too-few-elements", "must-violation", "instance-required", "missing-choice", "missing-instance"]; // RFC 7950 §15

    private static readonly string s_folder = Path.Combine(Served.ModuleFolder, "Differential");

    [TestMethod]
    public void Every_difference_from_netconfd_has_a_reason()
    {
        using var own = new AgentServer(Served.Executable, "--module-path", Modules, "--module", "ietf-interfaces", "--module", "iana-if-type", "--log-level", "Warning");
        using var other = new NetconfdServer(Modules, "iana-if-type", "ietf-interfaces");
        using var ours = own.ConnectWhenUp();
        using var theirs = other.ConnectWhenUp();
        ours.TimeoutMilliseconds = theirs.TimeoutMilliseconds = 20_000;
        var faults = new StringBuilder();
        foreach (var file in Directory.GetFiles(s_folder, "*.xml").Order(StringComparer.Ordinal))
        {
            var request = File.ReadAllText(file).Trim();
            var found = (Ours: Summary(ours.Rpc(request)), Theirs: Summary(theirs.Rpc(request)));
            Check(file, found.Ours, found.Theirs, faults);
        }

        Assert.AreEqual(0, faults.Length, faults.ToString());
    }

    private static void Check(string file, string ours, string theirs, StringBuilder faults)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var why = Path.ChangeExtension(file, ".why");
        string[] expected = File.Exists(why) ? File.ReadAllLines(why) : [];
        if (ours == theirs)
        {
            if (expected.Length > 0)
            {
                faults.AppendLine($"{name}: both answer alike, {name}.why is out of date: {ours}");
            }

            return;
        }

        if (expected.Length < 3 || expected[0] != $"ours: {ours}" || expected[1] != $"netconfd: {theirs}" || !expected[2].Contains("RFC ", StringComparison.Ordinal))
        {
            faults.AppendLine($"{name}\n  ours: {ours}\n  netconfd: {theirs}");
            if (Environment.GetEnvironmentVariable("ACR_UPDATE_EXPECTED") == "1")
            {
                File.WriteAllLines(SourceOf(why), [$"ours: {ours}", $"netconfd: {theirs}", expected.Length > 2 ? expected[2] : "why: "]);
            }
        }
    }

    // bin/CONFIGURATION/net10.0/Netconf/Differential -> the project's own folder.
    private static string SourceOf(string file) => Path.Combine(AppContext.BaseDirectory, "../../../Netconf/Differential", Path.GetFileName(file));

    private static string Summary(string reply)
    {
        var document = XElement.Parse(reply);
        var errors = document.Elements(Base + "rpc-error").ToList();
        if (errors.Count > 0)
        {
            return string.Join(" + ", errors.Select(Error));
        }

        return document.Element(Base + "ok") is not null ? "ok" : string.Concat(document.Elements().Select(Tree));
    }

    private static string Error(XElement error)
    {
        string Text(string name) => error.Element(Base + name)?.Value.Trim() ?? "-";

        // An app-tag that no standard defines is a server's own affair (RFC 6241 §4.3).
        var appTag = s_standardAppTags.Contains(Text("error-app-tag")) ? Text("error-app-tag") : "-";
        return $"{Text("error-type")} {Text("error-tag")} {appTag} {(error.Element(Base + "error-path") is null ? "no path" : "path")}";
    }

    /// <summary>Names, values and order; identities without their prefix.</summary>
    private static string Tree(XElement element)
    {
        if (element.HasElements)
        {
            return $"{element.Name.LocalName}({string.Join(' ', element.Elements().Select(Tree))})";
        }

        var text = element.Value.Trim();
        return text.Length == 0 ? element.Name.LocalName : $"{element.Name.LocalName}={text[(text.LastIndexOf(':') + 1)..]}";
    }
}
