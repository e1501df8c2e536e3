using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang;

/// <summary>Modules that must or must not compile, one file each; the first line names the clause that decides.</summary>
[TestClass]
public sealed class ModuleCaseTests
{
    public static IEnumerable<TestDataRow<string>> Accepted => Cases("accept");

    public static IEnumerable<TestDataRow<string>> Rejected => Cases("reject");

    [TestMethod]
    [DynamicData(nameof(Accepted))]
    public void Right_module_compiles(string path)
    {
        var compilation = Compile(path);
        Assert.IsNotNull(compilation.Context, string.Join('\n', compilation.Diagnostics));
    }

    [TestMethod]
    [DynamicData(nameof(Rejected))]
    public void Wrong_module_is_refused_with_place_and_clause(string path)
    {
        var compilation = Compile(path);
        Assert.IsNull(compilation.Context);
        var errors = compilation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.IsNotEmpty(errors);
        foreach (var error in errors)
        {
            Assert.IsGreaterThan(0, error.Span.Line, error.ToString());
            Assert.IsNotNull(error.Clause, error.ToString());
        }
    }

    private static SchemaCompilation Compile(string path)
        => new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("m", null, File.ReadAllText(path), path)).Compile();

    private static IEnumerable<TestDataRow<string>> Cases(string verdict)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Yang", "Modules", verdict), "*.yang").Order(StringComparer.Ordinal))
        {
            yield return new(path) { DisplayName = $"{verdict}: {Path.GetFileNameWithoutExtension(path)}" };
        }
    }
}
