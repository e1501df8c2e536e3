using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Validation;

/// <summary>A module in memory and documents for it.</summary>
internal sealed class ValidationBench
{
    private ValidationBench(SchemaContext context) => Context = context;

    public SchemaContext Context { get; }

    /// <summary>Compiles the body of a module <c>t</c> with namespace <c>urn:t</c>.</summary>
    public static ValidationBench For(string body)
    {
        var text = $"module t {{ yang-version 1.1; namespace \"urn:t\"; prefix t;\n{body}\n}}";
        var compilation = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("t", null, text)).Compile();
        Assert.IsNotNull(compilation.Context, string.Join('\n', compilation.Diagnostics));
        return new(compilation.Context);
    }

    /// <summary>Reads top-level nodes; unprefixed names are in <c>urn:t</c>. The document must be good in itself.</summary>
    public DataTree Tree(string xml)
    {
        using var reader = XmlReader.Create(new StringReader($"<data xmlns='urn:t' xmlns:t='urn:t'>{xml}</data>"), XmlDataReader.Settings);
        var result = XmlDataReader.ReadData(reader, Context);
        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        return result.ToTree(Context);
    }

    /// <summary>Violations of a configuration, one line each: tag, app-tag, path.</summary>
    public string Validate(string xml, ValidationScope scope = ValidationScope.Config) => Lines(Validator.Validate(Tree(xml), scope));

    /// <summary>Violations of a change, incrementally; checked to be those of a whole validation.</summary>
    public string Change(string before, string after)
    {
        var from = Tree(before);
        Assert.AreEqual("", Lines(Validator.Validate(from, ValidationScope.Config)), "the older tree must be valid");
        var normalised = Normaliser.Normalise(DataDiff.Between(from, Tree(after)));
        var incremental = Lines(Validator.ValidateChange(DataDiff.Between(from, normalised.Tree), ValidationScope.Config));
        Assert.AreEqual(Lines(Validator.Validate(normalised.Tree, ValidationScope.Config)), incremental, $"{before} -> {after}");
        return incremental;
    }

    /// <summary>What normalising deletes.</summary>
    public string Deletions(string before, string after)
        => string.Join('\n', Normaliser.Normalise(DataDiff.Between(Tree(before), Tree(after))).Deleted.Select(path => path.ToString()));

    public static string Lines(IEnumerable<Violation> violations)
        => string.Join('\n', violations.Select(violation => $"{violation.ErrorTag} {violation.ErrorAppTag ?? "-"} {violation.Path}"));
}
