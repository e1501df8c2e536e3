using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Decides which features are supported and what if-feature statements amount to (RFC 7950 §7.20.1, §7.20.2).</summary>
internal sealed class FeaturePass(CompileSession session)
{
    public void Resolve(ModuleDraft module)
    {
        var features = ImmutableDictionary.CreateBuilder<string, bool>();
        foreach (var (name, feature) in module.FeatureDefinitions)
        {
            features[name] = IsSupported(feature);
        }

        module.Module.Features = features.ToImmutable();
        if (module.Features.Names is { } names)
        {
            foreach (var name in names)
            {
                if (!module.FeatureDefinitions.ContainsKey(name))
                {
                    session.Error("unknown-feature", module.Main.Root, $"module \"{module.Name}\" has no feature \"{name}\" to switch on", null);
                }
            }
        }
    }

    /// <summary>True when all if-feature statements of a statement hold.</summary>
    public bool IsEnabled(Statement statement, ModuleUnit unit)
    {
        var enabled = true;
        foreach (var child in statement.Children)
        {
            if (child is { Kind: YangKeyword.IfFeature, Argument: { } text } && !Evaluate(child, text, unit, DefinitionScope.StatusOf(statement)))
            {
                enabled = false;
            }
        }

        return enabled;
    }

    private bool Evaluate(Statement statement, string text, ModuleUnit unit, YangStatus status)
    {
        if (!IfFeatureExpression.TryParse(text, out var expression))
        {
            if (text is "not" or "and" or "or" && !unit.IsVersion11)
            {
                session.Error("unknown-feature", statement, $"there is no feature \"{text}\"", "RFC 6020 §7.18.2"); // a name like others in YANG 1
            }

            return false; // the grammar check has reported the others
        }

        // Every name is looked at, whatever the logic skips, so that unknown names are always found.
        expression.Visit(name => Find(statement, name, unit, status));
        return expression.Evaluate(name => Find(statement, name, unit, status) is { } feature && IsSupported(feature));
    }

    private FeatureDefinition? Find(Statement at, string reference, ModuleUnit unit, YangStatus status)
    {
        if (!unit.TryResolve(reference, out var module, out var name))
        {
            session.Error("unknown-prefix", at, $"the prefix of \"{reference}\" is not declared", "RFC 7950 §7.1.4");
            return null;
        }

        if (!module.FeatureDefinitions.TryGetValue(name, out var feature))
        {
            session.Error("unknown-feature", at, $"module \"{module.Name}\" has no feature \"{name}\"", "RFC 7950 §7.20.2");
            return null;
        }

        if (ReferenceEquals(module, unit.Owner) && feature.Status > status)
        {
            session.Error("status", at, $"a {StatusText(status)} definition depends on feature \"{name}\", which is {StatusText(feature.Status)}", "RFC 7950 §7.21.2");
        }

        return feature;
    }

    internal static string StatusText(YangStatus status) => status switch
    {
        YangStatus.Current => "current",
        YangStatus.Deprecated => "deprecated",
        _ => "obsolete",
    };

    private bool IsSupported(FeatureDefinition feature)
    {
        switch (feature.State)
        {
            case ResolutionState.Done:
                return feature.IsSupported;
            case ResolutionState.InProgress:
                session.Error("circular-feature", feature.Statement, $"feature \"{feature.Statement.Argument}\" depends on itself", "RFC 7950 §7.20.1");
                return false;
        }

        feature.State = ResolutionState.InProgress;
        var owner = feature.Unit.Owner;
        feature.IsSupported = IsEnabled(feature.Statement, feature.Unit) && owner.Features.Contains(feature.Statement.Argument ?? "");
        feature.State = ResolutionState.Done;
        return feature.IsSupported;
    }
}
