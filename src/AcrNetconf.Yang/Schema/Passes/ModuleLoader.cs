using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Reads the requested modules and, through imports and includes, all they need (RFC 7950 §5.1, §7.1.5, §7.1.6).</summary>
internal sealed class ModuleLoader(IModuleSource source, CompileSession session, FeatureSelection importedFeatures, Dictionary<string, FeatureSelection> featuresOf)
{
    private const int MaxImportDepth = 500;
    private readonly Dictionary<string, List<ModuleDraft>> _byName = [];
    private readonly List<ModuleDraft> _loading = [];
    private readonly List<ModuleUnit> _including = [];

    /// <summary>Every module in the order its loading began.</summary>
    public List<ModuleDraft> Modules { get; } = [];

    /// <summary>Loads a requested module and marks it implemented.</summary>
    public ModuleDraft? Request(ModuleRequest request)
    {
        var at = new SourceSpan(request.Text?.Path ?? request.Name, 1, 1);
        var features = request.Features ?? featuresOf.GetValueOrDefault(request.Name);
        if (_byName.TryGetValue(request.Name, out var known) && (request.Text is null || known.Exists(m => m.Main.Text.Text == request.Text.Text)))
        {
            var same = known.Find(m => request.Revision is null || m.Main.Revision == request.Revision);
            if (same is not null)
            {
                return Implement(same, at) ? same : null;
            }
        }

        var text = request.Text ?? Find(request.Name, request.Revision);
        if (text is null)
        {
            session.Error("module-not-found", at, $"module \"{request.Name}\"{(request.Revision is null ? "" : " of " + request.Revision)} was not found", null);
            return null;
        }

        var unit = Parse(text);
        if (unit is null)
        {
            return null;
        }

        if (unit.IsSubmodule)
        {
            // A submodule is looked at through the module it belongs to.
            var owner = unit.Root.ArgumentOf(YangKeyword.BelongsTo);
            return owner is null ? null : Request(new(owner, null, null, request.Features));
        }

        if (_byName.TryGetValue(unit.Name, out known) && known.Find(m => m.Main.Revision == unit.Revision) is { } loaded)
        {
            return Implement(loaded, at) ? loaded : null;
        }

        var draft = Load(unit, features);
        return Implement(draft, at) ? draft : null;
    }

    /// <summary>RFC 7950 §5.6.5: one revision of a module is implemented at most.</summary>
    public bool Implement(ModuleDraft module, SourceSpan at)
    {
        foreach (var other in _byName[module.Name])
        {
            if (other.IsImplemented && !ReferenceEquals(other, module))
            {
                session.Error("two-revisions", at, $"module \"{module.Name}\" would be implemented in two revisions, {other.Main.Revision} and {module.Main.Revision}", "RFC 7950 §5.6.5");
                return false;
            }
        }

        module.IsImplemented = true;
        module.Module.IsImplemented = true;
        return true;
    }

    private ModuleText? Find(string name, string? revision) => source.Find(name, revision);

    private ModuleUnit? Parse(ModuleText text)
    {
        var result = YangParser.Parse(text.Text, text.Path ?? text.Name + ".yang");
        session.AddRange(result.Diagnostics);
        return result.Root is { Argument: not null, Kind: YangKeyword.Module or YangKeyword.Submodule } root ? new(text, root) : null;
    }

    private ModuleDraft Load(ModuleUnit unit, FeatureSelection? features)
    {
        var root = unit.Root;
        var module = new YangModule(
            unit.Name,
            root.ArgumentOf(YangKeyword.Namespace) ?? "",
            root.ArgumentOf(YangKeyword.Prefix) ?? "",
            unit.Revision,
            unit.IsVersion11,
            unit.Text.Text)
        {
            SourcePath = unit.Text.Path,
            Statement = root,
        };
        var draft = new ModuleDraft(unit, module, features ?? featuresOf.GetValueOrDefault(unit.Name) ?? importedFeatures);
        unit.Owner = draft;
        if (!_byName.TryGetValue(unit.Name, out var revisions))
        {
            _byName.Add(unit.Name, revisions = []);
        }

        revisions.Add(draft);
        Modules.Add(draft);
        _loading.Add(draft);
        unit.Prefixes[module.Prefix] = draft;
        CheckRevisions(unit);
        Link(unit);
        CheckIncludes(draft);
        _loading.RemoveAt(_loading.Count - 1);
        var submodules = new YangSubmodule[draft.Units.Count - 1];
        for (var i = 1; i < draft.Units.Count; i++)
        {
            var sub = draft.Units[i];
            submodules[i - 1] = new(sub.Name, sub.Revision, sub.Text.Text, sub.Text.Path);
        }

        module.Submodules = [.. submodules];
        module.Prefixes = unit.ExpressionPrefixes;
        return draft;
    }

    private void CheckRevisions(ModuleUnit unit)
    {
        HashSet<string>? seen = null;
        foreach (var child in unit.Root.Children)
        {
            if (child is { Kind: YangKeyword.Revision, Argument: { } date } && !(seen ??= []).Add(date))
            {
                session.Warn("duplicate-revision", child, $"revision {date} is listed twice", "RFC 7950 §7.1.9"); // unusual, but no sentence forbids it
            }
        }
    }

    private void Link(ModuleUnit unit)
    {
        foreach (var child in unit.Root.Children)
        {
            if (child is { Kind: YangKeyword.Import, Argument: { } imported })
            {
                Import(unit, child, imported);
            }
            else if (child is { Kind: YangKeyword.Include, Argument: { } included })
            {
                Include(unit, child, included);
            }
        }
    }

    private void Import(ModuleUnit unit, Statement statement, string name)
    {
        var revision = statement.ArgumentOf(YangKeyword.RevisionDate);
        var prefix = statement.ArgumentOf(YangKeyword.Prefix);
        if (prefix is null)
        {
            return;
        }

        if (_loading.Exists(m => m.Name == name))
        {
            session.Error("circular-import", statement, $"importing \"{name}\" closes a circle of imports", "RFC 7950 §5.1");
            return;
        }

        var module = _loading.Count > MaxImportDepth ? null : FindImport(statement, name, revision);
        if (module is null)
        {
            return;
        }

        if (!unit.IsVersion11 && module.Main.IsVersion11 && revision is not null)
        {
            session.Error("version-mix", statement, $"a YANG 1 module cannot import \"{name}\", a YANG 1.1 module, by revision", "RFC 7950 §12");
        }

        if (!unit.Prefixes.TryAdd(prefix, module))
        {
            session.Error("duplicate-prefix", statement, $"prefix \"{prefix}\" is already in use here", "RFC 7950 §7.1.4");
        }
    }

    private ModuleDraft? FindImport(Statement statement, string name, string? revision)
    {
        if (_byName.TryGetValue(name, out var known))
        {
            // Without a date the implemented revision serves, else the newest loaded.
            ModuleDraft? best = null;
            foreach (var candidate in known)
            {
                if (revision is null ? best is null || candidate.IsImplemented : candidate.Main.Revision == revision)
                {
                    best = candidate;
                }
            }

            if (best is not null)
            {
                return best;
            }
        }

        var text = Find(name, revision);
        if (text is null)
        {
            session.Error("module-not-found", statement, $"imported module \"{name}\"{(revision is null ? "" : " of " + revision)} was not found", "RFC 7950 §7.1.5");
            return null;
        }

        var unit = Parse(text);
        if (unit is null || unit.IsSubmodule || unit.Name != name)
        {
            session.Error("module-not-found", statement, $"\"{name}\" was found but is not a module of that name", "RFC 7950 §7.1.5");
            return null;
        }

        if (revision is not null && unit.Revision != revision)
        {
            session.Error("module-not-found", statement, $"revision {revision} of \"{name}\" was not found, only {unit.Revision ?? "one without a date"}", "RFC 7950 §7.1.5");
            return null;
        }

        return Load(unit, null);
    }

    /// <summary>RFC 7950 §5.1: in YANG 1.1 the module itself includes all its submodules.</summary>
    private void CheckIncludes(ModuleDraft draft)
    {
        for (var i = 1; i < draft.Units.Count; i++)
        {
            var sub = draft.Units[i];
            if (draft.Main.IsVersion11 && !draft.Main.Includes.Contains(sub))
            {
                session.Error("submodule-not-included", draft.Main.Root, $"submodule \"{sub.Name}\" is included by a submodule, but not by the module", "RFC 7950 §5.1");
            }
        }
    }

    private void Include(ModuleUnit unit, Statement statement, string name)
    {
        var owner = unit.Owner;
        if (owner.Units.Find(u => u.IsSubmodule && u.Name == name) is { } known)
        {
            if (unit.Includes.Contains(known))
            {
                session.Error("duplicate-include", statement, $"submodule \"{name}\" is included twice", "RFC 7950 §7.1.6");
            }

            unit.Includes.Add(known);
            if (!unit.IsVersion11 && _including.Contains(known))
            {
                // RFC 7950 §5.1 forbids circles of imports only: there submodules see each other anyway.
                session.Error("circular-include", statement, $"including \"{name}\" closes a circle of includes", "RFC 6020 §5.1");
            }

            return;
        }

        var revision = statement.ArgumentOf(YangKeyword.RevisionDate);
        if (Find(name, revision) is not { } text || Parse(text) is not { } sub || !sub.IsSubmodule || (revision is not null && sub.Revision != revision))
        {
            session.Error("submodule-not-found", statement, $"submodule \"{name}\"{(revision is null ? "" : " of " + revision)} was not found", "RFC 7950 §7.1.6");
            return;
        }

        var belongsTo = sub.Root.Find(YangKeyword.BelongsTo);
        if (belongsTo?.Argument != owner.Name)
        {
            session.Error("wrong-submodule", statement, $"submodule \"{name}\" belongs to \"{belongsTo?.Argument}\", not to \"{owner.Name}\"", "RFC 7950 §7.2.2");
            return;
        }

        if (sub.IsVersion11 != unit.IsVersion11)
        {
            session.Error("version-mix", statement, $"\"{name}\" and the text that includes it have different YANG versions", "RFC 7950 §12");
        }

        sub.Owner = owner;
        owner.Units.Add(sub);
        unit.Includes.Add(sub);
        if (belongsTo.ArgumentOf(YangKeyword.Prefix) is { } prefix)
        {
            sub.Prefixes[prefix] = owner;
        }

        CheckRevisions(sub);
        _including.Add(sub);
        Link(sub);
        _including.RemoveAt(_including.Count - 1);
    }
}
