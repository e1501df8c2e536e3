using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using AcrNetconf.Yang.Schema.Passes;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema;

/// <summary>Runs the passes in order.</summary>
/// <remarks>
/// <code>
/// texts ─ ModuleLoader ─▶ modules ─ DefinitionCollector, FeaturePass, IdentityPass ─▶ definitions
///       ─ NodeBuilder ─▶ drafts ─ AugmentPass, DeviationPass ─▶ final drafts
///       ─ Materialiser ─▶ schema nodes ─ LeafRefPass, NodeChecks ─▶ SchemaContext
/// </code>
/// Every pass goes as far as it can after an error, so that one run reports all of a module's errors.
/// </remarks>
internal sealed class SchemaCompiler
{
    private readonly CompileSession _session = new();
    private readonly ModuleLoader _loader;
    private readonly FeaturePass _features;
    private readonly IdentityPass _identities;
    private readonly ExtensionPass _extensions;
    private readonly TypeCompiler _types;
    private readonly NodeProperties _properties;
    private readonly NodeBuilder _builder;
    private readonly AugmentPass _augments;
    private readonly StructurePass _structures;
    private readonly List<ModuleDraft> _implemented = [];
    private int _defined;

    public SchemaCompiler(IModuleSource source, FeatureSelection importedFeatures, Dictionary<string, FeatureSelection> featuresOf)
    {
        _loader = new(source, _session, importedFeatures, featuresOf);
        _features = new(_session);
        _identities = new(_session, _features);
        _extensions = new(_session);
        _types = new(_session, _features, _identities);
        _properties = new(_session, _features, _extensions);
        _builder = new(_session, _features, _types, _properties);
        _augments = new(_session, _builder);
        _structures = new(_session, _builder, _properties, _types);
    }

    public SchemaCompilation Compile(List<ModuleRequest> requests)
    {
        foreach (var request in requests)
        {
            if (_loader.Request(request) is { } module && !_implemented.Contains(module))
            {
                _implemented.Add(module);
            }
        }

        Define();
        BuildAll();
        if (_session.IsTooLarge)
        {
            return Finish(new(new YangModule("", "", "", null, isVersion11: true, "")));
        }

        var root = Materialise(out var made);
        new LeafRefPass(_session, root).Resolve(made);
        new NodeChecks(_session).Check(made);
        return Finish(root);
    }

    /// <summary>Definitions of modules not looked at yet, import-only ones included: others may use them.</summary>
    private void Define()
    {
        var collector = new DefinitionCollector(_session);
        for (var i = _defined; i < _loader.Modules.Count; i++)
        {
            collector.Collect(_loader.Modules[i]);
        }

        for (var i = _defined; i < _loader.Modules.Count; i++)
        {
            _features.Resolve(_loader.Modules[i]);
            _identities.Resolve(_loader.Modules[i]);
        }

        for (var i = _defined; i < _loader.Modules.Count; i++)
        {
            _identities.CheckCircles(_loader.Modules[i]);
        }

        _defined = _loader.Modules.Count;
    }

    /// <summary>Builds every implemented module; building may show that further ones must be implemented.</summary>
    private void BuildAll()
    {
        var built = 0;
        do
        {
            for (; built < _implemented.Count; built++)
            {
                var module = _implemented[built];
                foreach (var unit in module.Units)
                {
                    _extensions.CheckAll(unit);
                    _builder.BuildChildren(unit.Root, unit.Scope, module.Top, module);
                    ImplementTargets(unit);
                }

                _augments.Add(module);
                _structures.Build(module);
                ImplementNeeded();
            }

            _augments.Apply();
            ImplementNeeded();
        }
        while (built < _implemented.Count);

        _augments.ReportMissingTargets();
        _structures.Augment();
        var deviations = new DeviationPass(_session, _builder, _extensions);
        foreach (var module in _implemented)
        {
            deviations.Apply(module);
        }

        deviations.Remove();
        var checks = new DefinitionChecks(_session, _types, _builder);
        foreach (var module in _implemented)
        {
            checks.Check(module);
        }
    }

    /// <summary>RFC 7950 §5.6.5: what is augmented or deviated has to be implemented.</summary>
    private void ImplementTargets(ModuleUnit unit)
    {
        foreach (var statement in unit.Root.Children)
        {
            if (statement.Kind is not (YangKeyword.Augment or YangKeyword.Deviation) || !SchemaNodeIdentifier.IsAbsolute(statement.Argument))
            {
                continue;
            }

            foreach (var step in statement.Argument![1..].Split('/')) // IsAbsolute refuses null
            {
                if (unit.TryResolve(step, out var module, out _))
                {
                    Implement(module, statement);
                }
            }
        }
    }

    private void ImplementNeeded()
    {
        foreach (var (module, at) in _builder.NeededModules)
        {
            Implement(module, at);
        }

        _builder.NeededModules.Clear();
        foreach (var (module, at) in _builder.NeededByType)
        {
            if (_loader.Modules.Find(m => ReferenceEquals(m.Module, module)) is { } draft)
            {
                Implement(draft, at);
            }
        }

        _builder.NeededByType.Clear();
    }

    private void Implement(ModuleDraft module, Statement at)
    {
        if (!module.IsImplemented && _loader.Implement(module, at.Span))
        {
            _implemented.Add(module);
        }
    }

    private RootSchema Materialise(out List<(SchemaNode Node, NodeDraft Draft)> made)
    {
        var placeholder = new YangModule("", "", "", null, isVersion11: true, "");
        var root = new RootSchema(placeholder);
        var materialiser = new Materialiser(_session);
        var children = ImmutableArray.CreateBuilder<SchemaNode>();
        foreach (var module in _implemented)
        {
            materialiser.MakeChildren(module.Top, root, isData: true, children);
        }

        root.Children = children.ToImmutable();
        root.Freeze();
        foreach (var module in _implemented)
        {
            if (module.StructureTop.ChildCount > 0)
            {
                var structures = new RootSchema(module.Module);
                children.Clear();
                materialiser.MakeChildren(module.StructureTop, structures, isData: false, children);
                structures.Children = children.ToImmutable();
                structures.Freeze();
                module.Module.Structures = structures;
            }
        }

        made = materialiser.Made;
        return root;
    }

    private SchemaCompilation Finish(RootSchema root)
    {
        var diagnostics = _session.Diagnostics;
        SchemaContext? context = null;
        if (_session.ErrorCount == 0)
        {
            var modules = new List<YangModule>(_loader.Modules.Count);
            foreach (var draft in _loader.Modules)
            {
                draft.Module.DeviatedBy = [.. draft.DeviatedBy];
                draft.Module.Extensions = _extensions.Read(draft.Main.Root, draft.Main);
                modules.Add(draft.Module);
            }

            modules.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name) is var byName && byName != 0 ? byName : string.CompareOrdinal(left.Revision, right.Revision));
            context = new([.. modules], root, ContentId(modules));
            _session.AddRange(XPath.ExpressionCompiler.Bind(context));
            context = _session.ErrorCount == 0 ? context : null;
        }

        diagnostics.Sort(static (left, right) =>
        {
            var byFile = string.CompareOrdinal(left.Span.File, right.Span.File);
            var byLine = byFile != 0 ? byFile : left.Span.Line.CompareTo(right.Span.Line);
            return byLine != 0 ? byLine : left.Span.Column.CompareTo(right.Span.Column);
        });
        return new(context, [.. diagnostics]);
    }

    /// <summary>A 64-bit digest of everything that makes one module set differ from another. Not cryptographic: it detects change, not malice.</summary>
    private static string ContentId(List<YangModule> modules)
    {
        var hash = 14695981039346656037UL;
        foreach (var module in modules)
        {
            hash = Mix(hash, module.ToString());
            hash = Mix(hash, module.IsImplemented ? "implemented" : "imported");
            hash = Mix(hash, module.Source);
            foreach (var submodule in module.Submodules)
            {
                hash = Mix(hash, submodule.SourceText);
            }

            foreach (var feature in module.Features.Keys.Order(StringComparer.Ordinal))
            {
                hash = Mix(hash, feature + (module.Features[feature] ? "+" : "-"));
            }

            foreach (var deviator in module.DeviatedBy)
            {
                hash = Mix(hash, deviator);
            }
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Mix(ulong hash, string text) => Mix(hash, MemoryMarshal.AsBytes(text.AsSpan()));

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            hash = (hash ^ word) * 1099511628211UL;
            hash ^= hash >> 29;
        }

        foreach (var octet in bytes[(words.Length * sizeof(ulong))..])
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return (hash ^ (ulong)bytes.Length) * 1099511628211UL;
    }
}
