using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.UnitTests.Yang.Schema;

/// <summary>Modules written inside tests.</summary>
internal static class Modules
{
    /// <summary>A YANG 1.1 module <c>m</c> with prefix <c>m</c> around a body.</summary>
    public static string Wrap(string body, string name = "m", string version = "1.1")
        => $"module {name} {{ yang-version {version}; namespace \"urn:{name}\"; prefix {name}; {body} }}";

    /// <summary>Compiles modules given as texts; the first is implemented, the others are there to be imported.</summary>
    public static SchemaCompilation Compile(params string[] texts) => Compile(FeatureSelection.All, texts);

    public static SchemaCompilation Compile(FeatureSelection features, params string[] texts)
    {
        var source = new MemoryModuleSource();
        foreach (var text in texts)
        {
            source.Add(ToText(text));
        }

        return new SchemaContextBuilder(source) { ImportedFeatures = features }.ImplementText(ToText(texts[0]), features).Compile();
    }

    /// <summary>The context of modules that must compile.</summary>
    public static SchemaContext Context(params string[] texts)
    {
        var compilation = Compile(texts);
        Assert.IsNotNull(compilation.Context, string.Join('\n', compilation.Diagnostics));
        return compilation.Context;
    }

    /// <summary>A node by schema path without prefixes, choices and cases included.</summary>
    public static T Node<T>(SchemaContext context, string path)
        where T : SchemaNode
    {
        SchemaNode node = context.Root;
        foreach (var name in path.Split('/'))
        {
            var children = node is OperationSchema operation ? [operation.Input, operation.Output] : ((SchemaBranch)node).Children;
            node = children.Single(child => child.Name == name);
        }

        return (T)node;
    }

    public static ModuleText ToText(string text)
    {
        var root = YangParser.Parse(text, null).Root;
        return new(root?.Argument ?? "?", root?.ArgumentOf(YangKeyword.Revision), text, (root?.Argument ?? "?") + ".yang");
    }
}
