using System.Runtime.CompilerServices;
using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.UnitTests.Yang;

/// <summary>The example of docs/yang-library.md: it runs, and the page shows what runs here.</summary>
[TestClass]
public sealed class LibraryGuideTests
{
    private const string Module = """
        module shop {
          yang-version 1.1; namespace "urn:shop"; prefix s;
          container shelf {
            list book {
              key isbn; unique title;
              leaf isbn { type string { pattern '[0-9]{13}'; } }
              leaf title { type string; mandatory true; }
              leaf sequel { type leafref { path "../../book/isbn"; } must ". != ../isbn"; }
            }
          }
        }
        """;

    private const string Xml = """
        <config>
          <shelf xmlns="urn:shop">
            <book><isbn>9780201896831</isbn><title>Fundamental Algorithms</title><sequel>9780201896848</sequel></book>
            <book><isbn>9780201896848</isbn><title>Seminumerical Algorithms</title></book>
          </shelf>
        </config>
        """;

    [TestMethod]
    public void The_example_does_what_the_guide_says()
    {
        // Compile. Modules come from texts, directories or any other IModuleSource; all findings of all modules are in Diagnostics.
        var modules = new MemoryModuleSource(new ModuleText("shop", null, Module));
        var compilation = new SchemaContextBuilder(modules).Implement("shop").Compile();
        var context = compilation.Context ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));

        // Read. Types, names and keys are checked while reading.
        using var reader = XmlReader.Create(new StringReader(Xml), XmlDataReader.Settings);
        var read = XmlDataReader.ReadConfig(reader, context);
        var tree = read.IsValid ? read.ToTree(context) : throw new InvalidOperationException(read.Violations[0].Message);

        // Validate the whole: must, when, leafref, unique, mandatory, ...
        var violations = Validator.Validate(tree, ValidationScope.Config);

        // Change one leaf. The old tree stays as it is; both share everything else.
        var names = new ModuleNames(context);
        InstancePath.TryParse("/shop:shelf/book[isbn='9780201896831']/sequel", context, names, out var path, out _);
        var leaf = (LeafSchema)path!.Schema!;
        leaf.Type.TryParse("9780201896831", names, out var value, out _);
        var edited = tree.Set(path, new LeafNode(leaf, value));

        // Validate what the change can affect; with a cache kept from change to change the cost follows the change.
        var cache = new ValidationCache();
        var change = DataDiff.Between(tree, edited);
        var refused = Validator.ValidateChange(change, ValidationScope.Config, cache);

        // Select, and write as JSON.
        XPathFilter.TryCompile("/s:shelf/s:book[not(s:sequel)]/s:title", new Dictionary<string, string> { ["s"] = "urn:shop" }, context, out var filter, out _);
        var last = filter!.Evaluate(tree).Paths;
        var json = JsonDataWriter.ToText(tree.Root);

        Assert.IsEmpty(violations);
        Assert.AreEqual("must-violation", refused.Single().ErrorAppTag);
        Assert.AreEqual("/shop:shelf/book[isbn='9780201896831']/sequel", refused[0].Path!.ToString());
        Assert.AreEqual("/shop:shelf/book[isbn='9780201896848']/title", last.Single().ToString());
        Assert.StartsWith("{\"shop:shelf\":{\"book\":[{\"isbn\":\"9780201896831\"", json.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        Assert.AreEqual("/shop:shelf/book[isbn='9780201896831']/sequel", change.Flatten().Single().Path.ToString());
    }

    [TestMethod]
    public void The_guide_shows_the_code_that_runs_here()
    {
        var here = Lines(File.ReadAllText(ThisFile()));
        var guide = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/yang-library.md")); // a source file has a directory
        var blocks = guide.Split("```").Where((_, i) => i % 2 == 1).Where(block => block.StartsWith("csharp\n", StringComparison.Ordinal)).ToList();
        Assert.HasCount(2, blocks);
        foreach (var block in blocks)
        {
            Assert.Contains(Lines(block["csharp\n".Length..]), here);
        }
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
