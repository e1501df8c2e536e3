using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Extensions the compiler itself understands: structures (RFC 8791), yang-data (RFC 8040 §8) and annotations (RFC 7952).</summary>
internal sealed class StructurePass(CompileSession session, NodeBuilder builder, NodeProperties properties, TypeCompiler types)
{
    private readonly List<(ModuleDraft Module, ModuleUnit Unit, Statement Statement)> _augments = [];

    public void Build(ModuleDraft module)
    {
        var annotations = ImmutableDictionary.CreateBuilder<string, YangType>();
        foreach (var unit in module.Units)
        {
            ReportBelowTop(unit.Root, unit, isTop: true);
            foreach (var statement in unit.Root.Children)
            {
                if (statement is not { Kind: YangKeyword.Extended, Argument: { } name } || ExtensionPass.Find(statement, unit) is not { } extension)
                {
                    continue;
                }

                switch (extension.Unit.Owner.Name, statement.Keyword)
                {
                    case ("ietf-yang-structure-ext", "structure"):
                    case ("ietf-restconf", "yang-data"):
                        Structure(module, unit, statement, name);
                        break;
                    case ("ietf-yang-structure-ext", "augment-structure"):
                        CheckInside(statement, unit);
                        _augments.Add((module, unit, statement));
                        break;
                    case ("ietf-yang-metadata", "annotation"):
                        CheckInside(statement, unit);
                        if (annotations.ContainsKey(name))
                        {
                            session.Error("duplicate-definition", statement, $"annotation \"{name}\" is already defined", "RFC 7952 §3");
                        }

                        if (statement.Find(YangKeyword.Type) is { } type && types.Compile(type, unit.Scope, module.Module, YangStatus.Current) is { } compiled)
                        {
                            annotations[name] = compiled.Type;
                        }

                        break;
                }
            }
        }

        module.Module.Annotations = annotations.ToImmutable();
    }

    /// <summary>augment-structure of all modules, once all structures exist.</summary>
    public void Augment()
    {
        foreach (var (module, unit, statement) in _augments)
        {
            var path = statement.Argument!; // only statements with an argument are queued
            if (!SchemaNodeIdentifier.IsAbsolute(path)
                || SchemaPath.FirstModule(path, unit) is not { } first
                || NodeBuilder.Walk(first.StructureTop, 0, path[1..], unit, module) is not { } target)
            {
                session.Error("augment-target", statement, $"\"{path}\" names no structure", "RFC 8791 §2");
                continue;
            }

            builder.Augment(target, statement, unit.Scope, module);
        }
    }

    private void Structure(ModuleDraft module, ModuleUnit unit, Statement statement, string name)
    {
        CheckInside(statement, unit);
        if (!Lexical.IsIdentifier(name) && statement.Keyword == "structure")
        {
            session.Error("argument", statement, $"structure \"{name}\" is not an identifier", "RFC 8791 §2");
            return;
        }

        var scope = unit.Scope.Enter(statement, session);
        var node = new NodeDraft(YangKeyword.Container, name, module, statement, scope);
        module.StructureTop.Add(node);
        properties.Read(node, unit);
        builder.BuildChildren(statement, scope, node, module);
        if (statement.Keyword == "yang-data" && !IsOneContainer(node))
        {
            session.Error("structure", statement, $"yang-data \"{name}\" does not come to exactly one container", "RFC 8040 §8");
        }
    }

    /// <summary>Whether a document of this template has one top-level element, a container, whichever cases are chosen.</summary>
    private static bool IsOneContainer(NodeDraft node)
        => node.ChildCount == 1 && node.Children[0] is var only
            && (only.Kind == YangKeyword.Container || (only.Kind == YangKeyword.Choice && only.ChildCount > 0 && only.Children.TrueForAll(IsOneContainer)));

    private void CheckInside(Statement statement, ModuleUnit unit)
    {
        var diagnostics = new List<Diagnostic>();
        GrammarChecker.CheckInside(statement, unit.IsVersion11, diagnostics);
        session.AddRange(diagnostics);
    }

    /// <summary>RFC 7952 §3, RFC 8791 §2: annotations and structures stand at the top level only. yang-data elsewhere is ignored (RFC 8040 §8).</summary>
    private void ReportBelowTop(Statement statement, ModuleUnit unit, bool isTop)
    {
        foreach (var child in statement.Children)
        {
            if (!isTop && child is { Kind: YangKeyword.Extended, Keyword: "annotation" or "structure" or "augment-structure" }
                && ExtensionPass.Find(child, unit) is { Unit.Owner.Name: "ietf-yang-metadata" or "ietf-yang-structure-ext" })
            {
                session.Error(
                    "misplaced-statement",
                    child,
                    $"\"{child.Prefix}:{child.Keyword}\" stands in {statement.Keyword}, not at the top level",
                    child.Keyword == "annotation" ? "RFC 7952 §3" : "RFC 8791 §2");
            }

            if (child.Children.Length > 0)
            {
                ReportBelowTop(child, unit, isTop: false);
            }
        }
    }
}
