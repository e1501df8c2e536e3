using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>One text: a module or a submodule, with the prefixes that hold in it.</summary>
internal sealed class ModuleUnit : IPrefixResolver
{
    private ImmutableDictionary<string, YangModule>? _expressionPrefixes;

    public ModuleUnit(ModuleText text, Statement root)
    {
        Text = text;
        Root = root;
        Name = root.Argument ?? "";
        IsSubmodule = root.Kind == YangKeyword.Submodule;
        IsVersion11 = root.ArgumentOf(YangKeyword.YangVersion) == "1.1";
        foreach (var child in root.Children)
        {
            if (child.Kind == YangKeyword.Revision && string.CompareOrdinal(child.Argument, Revision) > 0)
            {
                Revision = child.Argument;
            }
        }

        Scope = new(this, null);
    }

    /// <summary>Defaults are written as in XML (RFC 7950 §9.13.2).</summary>
    public bool NeedsPrefixes => true;

    public ModuleText Text { get; }

    public Statement Root { get; }

    public string Name { get; }

    public bool IsSubmodule { get; }

    public bool IsVersion11 { get; }

    /// <summary>Newest revision in the text.</summary>
    public string? Revision { get; }

    /// <summary>The module this text is, or belongs to; set by the loader.</summary>
    public ModuleDraft Owner { get; set; } = null!;

    public Dictionary<string, ModuleDraft> Prefixes { get; } = [];

    /// <summary>Submodules included here, for YANG 1's narrower visibility.</summary>
    public List<ModuleUnit> Includes { get; } = [];

    /// <summary>Scope of the text's top level.</summary>
    public DefinitionScope Scope { get; }

    /// <summary>Prefixes as expressions see them.</summary>
    public ImmutableDictionary<string, YangModule> ExpressionPrefixes
    {
        get
        {
            if (_expressionPrefixes is null)
            {
                var builder = ImmutableDictionary.CreateBuilder<string, YangModule>();
                foreach (var (prefix, module) in Prefixes)
                {
                    builder[prefix] = module.Module;
                }

                _expressionPrefixes = builder.ToImmutable();
            }

            return _expressionPrefixes;
        }
    }

    /// <summary>Module of a prefix written in this text; the empty prefix is the text's own module.</summary>
    public ModuleDraft? Module(string? prefix)
        => string.IsNullOrEmpty(prefix) ? Owner : Prefixes.GetValueOrDefault(prefix);

    /// <inheritdoc/>
    public YangModule? Resolve(string prefix) => Module(prefix)?.Module;

    /// <summary>Splits <c>[prefix:]name</c>; false when the prefix is unknown.</summary>
    public bool TryResolve(string reference, out ModuleDraft module, out string name)
    {
        var colon = reference.IndexOf(':');
        name = colon < 0 ? reference : reference[(colon + 1)..];
        module = (colon < 0 ? Owner : Prefixes.GetValueOrDefault(reference[..colon]))!; // null only together with false
        return module is not null;
    }
}
