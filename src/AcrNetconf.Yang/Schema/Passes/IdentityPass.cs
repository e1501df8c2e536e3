using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Connects identities with their bases and refuses circles (RFC 7950 §7.18).</summary>
internal sealed class IdentityPass(CompileSession session, FeaturePass features)
{
    public void Resolve(ModuleDraft module)
    {
        var identities = ImmutableDictionary.CreateBuilder<string, YangIdentity>();
        foreach (var (name, definition) in module.Identities)
        {
            identities[name] = definition.Identity;
            definition.Identity.IsEnabled = features.IsEnabled(definition.Statement, definition.Unit);
            foreach (var child in definition.Statement.Children)
            {
                if (child is { Kind: YangKeyword.Base, Argument: { } reference }
                    && Find(child, reference, definition.Unit, definition.Status) is { } @base)
                {
                    definition.Bases.Add(@base);
                }
            }

            var bases = ImmutableArray.CreateBuilder<YangIdentity>(definition.Bases.Count);
            foreach (var @base in definition.Bases)
            {
                bases.Add(@base.Identity);
            }

            definition.Identity.Bases = bases.MoveToImmutable();
        }

        module.Module.Identities = identities.ToImmutable();
    }

    /// <summary>Run when all modules are resolved: derivation must not lead back.</summary>
    public void CheckCircles(ModuleDraft module)
    {
        foreach (var definition in module.Identities.Values)
        {
            Walk(definition, 0);
        }
    }

    /// <summary>The identity a reference in a text means, or null after reporting.</summary>
    public IdentityDefinition? Find(Statement at, string reference, ModuleUnit unit, YangStatus status)
    {
        if (!unit.TryResolve(reference, out var module, out var name))
        {
            session.Error("unknown-prefix", at, $"the prefix of \"{reference}\" is not declared", "RFC 7950 §7.1.4");
            return null;
        }

        if (!module.Identities.TryGetValue(name, out var identity))
        {
            session.Error("unknown-identity", at, $"module \"{module.Name}\" has no identity \"{name}\"", "RFC 7950 §7.18.2");
            return null;
        }

        if (ReferenceEquals(module, unit.Owner) && identity.Status > status)
        {
            session.Error("status", at, $"a {FeaturePass.StatusText(status)} definition depends on identity \"{name}\", which is {FeaturePass.StatusText(identity.Status)}", "RFC 7950 §7.21.2");
        }

        return identity;
    }

    private void Walk(IdentityDefinition definition, int depth)
    {
        const int MaxChain = 1000;
        if (definition.State == ResolutionState.Done)
        {
            return;
        }

        if (definition.State == ResolutionState.InProgress || depth > MaxChain)
        {
            session.Error("circular-identity", definition.Statement, $"identity \"{definition.Identity.Name}\" is derived from itself", "RFC 7950 §7.18.2");
            definition.Identity.Bases = []; // keeps later walks finite
            return;
        }

        definition.State = ResolutionState.InProgress;
        foreach (var @base in definition.Bases)
        {
            Walk(@base, depth + 1);
        }

        definition.State = ResolutionState.Done;
    }
}
