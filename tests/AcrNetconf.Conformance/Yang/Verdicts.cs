using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang;

/// <summary>What the tests of module cases share.</summary>
internal static class Verdicts
{
    /// <summary>The errors of a module that must not compile; each says where it is and which clause it breaks.</summary>
    public static List<Diagnostic> Refusal(SchemaCompilation compilation)
    {
        Assert.IsNull(compilation.Context);
        var errors = compilation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.IsNotEmpty(errors);
        foreach (var error in errors)
        {
            Assert.IsGreaterThan(0, error.Span.Line, error.ToString());
            Assert.IsTrue(error.Clause is not null || error.Code == "syntax", error.ToString());
        }

        return errors;
    }

    /// <summary>The cases of a folder on which yanglint is known to differ.</summary>
    public static List<string> Listed(string folder)
        => File.ReadLines(Path.Combine(folder, "yanglint-disagreements.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)[0]).ToList();
}
