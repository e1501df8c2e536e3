using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AcrNetconf.Cli.Yang;

namespace AcrNetconf.UnitTests.Cli.Yang;

/// <summary>acr yang: every option, by what it changes in verdict and exit code.</summary>
[TestClass]
public sealed class YangCommandTests
{
    private const string Module =
        """
        module m {
          yang-version 1.1; namespace "urn:m"; prefix m; import ietf-inet-types { prefix inet; }
          feature f; feature g;
          leaf port { type inet:port-number; must ". > 10" { error-app-tag low; } }
          leaf extra { if-feature f; type string; }
          leaf state { config false; type string; }
          list e { key k; max-elements 2; leaf k { type string; } leaf r { type leafref { path "../../port"; } }
            action go { input { leaf n { type leafref { path "/m:port"; } mandatory true; } } output { leaf done { type boolean; } } } }
          rpc do { input { leaf x { type leafref { path "/m:e/m:k"; } } } output { leaf y { type int8; mandatory true; } } }
          notification n { leaf z { type leafref { path "/m:port"; } mandatory true; } }
        }
        """;

    private const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private const string Act = "<rpc xmlns='" + Base + "'><action xmlns='urn:ietf:params:xml:ns:yang:1'><e xmlns='urn:m'><k>a</k><go><n>80</n></go></e></action></rpc>";
    private static readonly string Root = Directory.CreateTempSubdirectory("acr-yang").FullName;

    [ClassInitialize]
    public static void Write(TestContext context)
    {
        _ = context;
        System.IO.File.WriteAllText(Path.Combine(Root, "m.yang"), Module);
        Directory.CreateDirectory(Path.Combine(Root, "own"));
        System.IO.File.WriteAllText(Path.Combine(Root, "own/ietf-inet-types.yang"), "module ietf-inet-types { namespace \"urn:own\"; prefix inet; typedef other { type int8; } }");
    }

    [ClassCleanup]
    public static void Remove() => Directory.Delete(Root, recursive: true);

    [TestMethod]
    [DataRow("config", "<port xmlns='urn:m'>80</port>", "", DisplayName = "config, bare")]
    [DataRow("config", "<config xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><port xmlns='urn:m'>5</port></config>", "operation-failed low /m:port", DisplayName = "config in its envelope")]
    [DataRow("config", "<state xmlns='urn:m'>x</state>", "unknown-element - /m:state", DisplayName = "state in config")]
    [DataRow("data", "<state xmlns='urn:m'>x</state>", "", DisplayName = "state in data")]
    [DataRow("", "<state xmlns='urn:m'>x</state>", "", DisplayName = "bare nodes are data")]
    [DataRow("", "<config xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><state xmlns='urn:m'>x</state></config>", "unknown-element - /m:state", DisplayName = "config by its root")]
    [DataRow("edit", "<port xmlns='urn:m'>5</port>", "", DisplayName = "an edit by itself is a payload")]
    [DataRow("edit", "<port xmlns='urn:m'>x</port>", "invalid-value - /m:port", DisplayName = "a wrong payload")]
    [DataRow("rpc", "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><do xmlns='urn:m'/></rpc>", "", DisplayName = "rpc")]
    [DataRow("rpc", "<do xmlns='urn:m'><x>a</x></do>", "data-missing instance-required /m:do/x", DisplayName = "rpc that refers to nothing")]
    [DataRow("rpc", "<nope xmlns='urn:m'/>", "unknown-element - ", DisplayName = "rpc that is none")]
    [DataRow("notification", "<n xmlns='urn:m'/>", "data-missing - /m:n/z", DisplayName = "notification without what is mandatory")]
    public void Document_gives_findings(string type, string document, string expected) => Assert.AreEqual(expected, Validate(type, document));

    [TestMethod]
    [DataRow("rpc", "<do xmlns='urn:m'><x>a</x></do>", "", DisplayName = "rpc")]
    [DataRow("action", Act, "", DisplayName = "action")]
    [DataRow("rpc", Act, "", DisplayName = "an action is found in its rpc")]
    [DataRow("action", "<e xmlns='urn:m'><k>a</k><go/></e>", "data-missing - /m:e[k='a']/go/n", DisplayName = "bare action")]
    [DataRow("action", "<e xmlns='urn:m'><k>b</k><go><n>80</n></go></e>", "data-missing - /m:e[k='b']", DisplayName = "action of what is not there")]
    [DataRow("notification", "<notification xmlns='urn:ietf:params:xml:ns:netconf:notification:1.0'><eventTime>2020-01-01T00:00:00Z</eventTime><n xmlns='urn:m'><z>80</z></n></notification>", "", DisplayName = "notification")]
    [DataRow("notification", "<n xmlns='urn:m'><z>81</z></n>", "data-missing instance-required /m:n/z", DisplayName = "notification that refers to nothing")]
    [DataRow("edit", "<port xmlns='urn:m'>5</port>", "operation-failed low /m:port", DisplayName = "what an edit leads to")]
    [DataRow("edit", "<e xmlns='urn:m' xmlns:n='urn:ietf:params:xml:ns:netconf:base:1.0' n:operation='create'><k>a</k></e>", "data-exists - /m:e[k='a']", DisplayName = "creating what is there")]
    [DataRow("edit", "<e xmlns='urn:m' xmlns:n='urn:ietf:params:xml:ns:netconf:base:1.0' n:operation='delete'><k>b</k></e>", "data-missing - /m:e[k='b']", DisplayName = "deleting what is not there")]
    [DataRow("edit", "<e xmlns='urn:m'><k>b</k></e><e xmlns='urn:m'><k>c</k></e>", "operation-failed too-many-elements /m:e", DisplayName = "adding too much")]
    public void Document_is_judged_on_operational_data(string type, string document, string expected)
        => Assert.AreEqual(expected, Validate(type, document, "--operational", Save("<data xmlns='" + Base + "'><port xmlns='urn:m'>80</port><e xmlns='urn:m'><k>a</k></e></data>")));

    [TestMethod]
    [DataRow("<do xmlns='urn:m'/>", "<rpc-reply xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><y xmlns='urn:m'>5</y></rpc-reply>", "", DisplayName = "reply")]
    [DataRow("<do xmlns='urn:m'/>", "<rpc-reply xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><ok/></rpc-reply>", "data-missing - /m:do/y", DisplayName = "reply without what is mandatory")]
    [DataRow(Act, "<rpc-reply xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><done xmlns='urn:m'>maybe</done></rpc-reply>", "invalid-value - /m:e[k='a']/go/done", DisplayName = "reply of an action")]
    public void Reply_is_judged_by_its_request(string request, string document, string expected)
        => Assert.AreEqual(expected, Validate("reply", document, "--request", Save(request)));

    [TestMethod]
    [DataRow("all", 0)]
    [DataRow("none", 1)]
    [DataRow("m:f", 0)]
    [DataRow("m:g", 1)]
    [DataRow("m:", 1)]
    [DataRow("m:g,f", 0)]
    public void Features_decide_what_exists(string features, int exit)
        => Assert.AreEqual(exit, Command("-F", features, "-m", File("m.yang"), Save("<extra xmlns='urn:m'>x</extra>")).Exit);

    [TestMethod]
    public void Modules_are_found_by_name_file_namespace_and_beside_a_file()
    {
        var document = Save("<port xmlns='urn:m'>80</port>");
        Assert.AreEqual(0, Command("-p", Root, "-m", "m", document).Exit);
        Assert.AreEqual(0, Command("-m", File("m.yang"), document).Exit);
        Assert.AreEqual(0, Command("-p", Root, document).Exit);
        Assert.AreEqual(2, Command("-m", "m", document).Exit);
    }

    [TestMethod]
    public void Document_from_a_pipe_is_judged_like_one_from_a_file()
    {
        var pipe = File("pipe");
        using var made = Process.Start("mkfifo", [pipe]);
        made.WaitForExit();
        using var feeder = Process.Start("bash", ["-c", $"echo \"<port xmlns='urn:m'>5</port>\" >{pipe}"]); // waits for a reader
        var result = Command("-p", Root, "--type", "config", pipe);
        feeder.WaitForExit();
        Assert.AreEqual("low", result.Findings.Single().ErrorAppTag);
    }

    [TestMethod]
    public void Directory_is_neither_document_nor_module()
    {
        Assert.AreEqual(2, Command("-m", File("m.yang"), Root).Exit);
        Assert.AreEqual(2, Command("-m", Root, Save("<port xmlns='urn:m'>80</port>")).Exit);
    }

    [TestMethod]
    public void Standard_modules_are_found_without_a_path_and_after_it()
    {
        Assert.AreEqual(0, Lint(out _, File("m.yang")));
        Assert.AreEqual(1, Lint(out var output, "-p", Path.Combine(Root, "own"), File("m.yang")));
        StringAssert.Contains(output, "m.yang:4:15: error: type", "the search path has an ietf-inet-types without port-number");
        Assert.AreEqual(0, Command("--type", "config", Save("<nacm xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-acm'><enable-nacm>true</enable-nacm></nacm>")).Exit);
        using var tree = new StringWriter();
        using var errors = new StringWriter();
        Assert.AreEqual(0, LintProgram.Tree(["ietf-yang-library"], tree, errors), errors.ToString());
        StringAssert.Contains(tree.ToString(), "+--ro yang-library");
    }

    [TestMethod]
    public void Lint_reports_lines_or_json()
    {
        System.IO.File.WriteAllText(File("bad.yang"), "module bad {\n  namespace \"urn:bad\";\n  prefix b;\n  leaf a {\n    type nope;\n  }\n}\n");
        Assert.AreEqual(1, Lint(out var lines, File("bad.yang")));
        StringAssert.Contains(lines, "bad.yang:5:5: error: ");
        Assert.AreEqual(1, Lint(out var json, "--json", File("bad.yang")));
        using var document = JsonDocument.Parse(json);
        var finding = document.RootElement[0];
        Assert.AreEqual("5 5 error", $"{finding.GetProperty("line")} {finding.GetProperty("column")} {finding.GetProperty("severity").GetString()}");
        Assert.AreEqual(2, Lint(out _, "--wrong", File("bad.yang")));
        Assert.AreEqual(2, Lint(out _));
    }

    [TestMethod]
    public void Batch_answers_every_line()
    {
        var cases = new StringBuilder();
        foreach (var command in (string[][])[["lint", File("m.yang")], ["validate", "-m", File("m.yang"), "--type", "config", Save("<port xmlns='urn:m'>5</port>")], ["nope"], ["validate", "--type", "config"]])
        {
            cases.Append("{\"id\": 1, \"command\": [").AppendJoin(", ", command.Select(argument => $"\"{argument}\"")).Append("]}\n");
        }

        using var output = new MemoryStream();
        using var input = new StringReader(cases + "{\n");
        new BatchCommand().Run(input, output);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual("0 1 2 2 2", string.Join(' ', lines.Select(Exit)));
        StringAssert.Contains(lines[1], "\"errorTag\":\"operation-failed\",\"errorAppTag\":\"low\",\"errorPath\":\"/m:port\"");

        static int Exit(string line)
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("exit").GetInt32();
        }
    }

    private static string Validate(string type, string document, params string[] options)
    {
        string[] kind = type.Length == 0 ? [] : ["--type", type];
        var result = Command(["-m", File("m.yang"), .. kind, .. options, Save(document)]);
        Assert.AreEqual(result.Findings.Count == 0 ? 0 : 1, result.Exit);
        return result.Findings is [var first, ..] ? $"{first.ErrorTag} {first.ErrorAppTag ?? "-"} {first.ErrorPath}" : "";
    }

    private static YangCommandResult Command(params string[] arguments) => new ValidateCommand(new ModuleSetCompiler()).Run(arguments);

    private static int Lint(out string text, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = LintProgram.Lint(arguments, output, errors);
        text = output.ToString();
        return exit;
    }

    private static string Save(string document)
    {
        var file = Path.Combine(Root, Path.GetRandomFileName());
        System.IO.File.WriteAllText(file, document);
        return file;
    }

    private static string File(string name) => Path.Combine(Root, name);
}
