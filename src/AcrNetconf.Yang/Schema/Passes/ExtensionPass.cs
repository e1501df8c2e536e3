using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Recognises uses of extensions (RFC 7950 §7.19, §6.3.1).</summary>
internal sealed class ExtensionPass(CompileSession session)
{
    /// <summary>The extension instances directly inside a statement.</summary>
    public ImmutableArray<ExtensionInstance> Read(Statement statement, ModuleUnit unit)
    {
        ImmutableArray<ExtensionInstance>.Builder? found = null;
        foreach (var child in statement.Children)
        {
            if (child.Kind == YangKeyword.Extended && Find(child, unit) is { } definition)
            {
                (found ??= ImmutableArray.CreateBuilder<ExtensionInstance>()).Add(
                    new(definition.Unit.Owner.Name, child.Keyword, child.Argument, child.Children));
            }
        }

        return found is null ? [] : found.ToImmutable();
    }

    /// <summary>Checks all extension statements of a text, wherever they stand.</summary>
    public void CheckAll(ModuleUnit unit) => Check(unit.Root, unit);

    /// <summary>What an extension statement refers to; null when it refers to nothing.</summary>
    public static ExtensionDefinition? Find(Statement statement, ModuleUnit unit)
        => statement.Prefix is { } prefix && unit.Prefixes.TryGetValue(prefix, out var module)
            ? module.Extensions.GetValueOrDefault(statement.Keyword)
            : null;

    private void Check(Statement statement, ModuleUnit unit)
    {
        foreach (var child in statement.Children)
        {
            if (child.Kind == YangKeyword.Extended)
            {
                CheckInstance(child, unit);
            }

            if (child.Children.Length > 0)
            {
                Check(child, unit);
            }
        }
    }

    private void CheckInstance(Statement statement, ModuleUnit unit)
    {
        if (!unit.Prefixes.TryGetValue(statement.Prefix!, out var module)) // Extended means there is a prefix
        {
            session.Error("unknown-prefix", statement, $"prefix \"{statement.Prefix}\" is not declared", "RFC 7950 §7.1.4");
        }
        else if (!module.Extensions.TryGetValue(statement.Keyword, out var definition))
        {
            session.Error("unknown-extension", statement, $"module \"{module.Name}\" has no extension \"{statement.Keyword}\"", "RFC 7950 §7.19");
        }
        else if (definition.HasArgument != (statement.Argument is not null))
        {
            session.Error(
                "argument",
                statement,
                definition.HasArgument ? $"\"{statement.Prefix}:{statement.Keyword}\" needs an argument" : $"\"{statement.Prefix}:{statement.Keyword}\" takes no argument",
                "RFC 7950 §7.19.2");
        }
    }
}
