using AcrNetconf.Agent.Hosting;
using AcrNetconf.Cli.Shell;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.UnitTests.Cli.Shell;

/// <summary>The modules the agent serves and the languages made from them, compiled once.</summary>
internal static class ShellModel
{
    private static readonly Lazy<SchemaContext> s_schema = new(() => ServedSchema.Compile([], [], new HashSet<string>()));
    private static readonly Lazy<ShellGrammar> s_grammar = new(() => new ShellGrammar(s_schema.Value));

    public static SchemaContext Schema => s_schema.Value;

    public static ShellGrammar Grammar => s_grammar.Value;
}
