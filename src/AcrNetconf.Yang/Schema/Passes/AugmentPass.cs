using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Top-level augments of all implemented modules, in whatever order their targets appear (RFC 7950 §7.17).</summary>
internal sealed class AugmentPass(CompileSession session, NodeBuilder builder)
{
    private readonly List<(ModuleDraft Module, ModuleUnit Unit, Statement Statement)> _pending = [];

    public void Add(ModuleDraft module)
    {
        foreach (var unit in module.Units)
        {
            foreach (var statement in unit.Root.Children)
            {
                if (statement.Kind == YangKeyword.Augment)
                {
                    _pending.Add((module, unit, statement));
                }
            }
        }
    }

    /// <summary>Applies what can be applied until nothing more can: augments may target nodes other augments add.</summary>
    public void Apply()
    {
        var progress = true;
        while (progress && _pending.Count > 0)
        {
            progress = false;
            var remaining = 0;
            for (var i = 0; i < _pending.Count; i++)
            {
                var (module, unit, statement) = _pending[i];
                if (SchemaPath.Find(statement.Argument, unit) is { } target)
                {
                    builder.Augment(target, statement, unit.Scope, module);
                    progress = true;
                }
                else
                {
                    _pending[remaining++] = _pending[i];
                }
            }

            _pending.RemoveRange(remaining, _pending.Count - remaining);
        }
    }

    public void ReportMissingTargets()
    {
        foreach (var (_, unit, statement) in _pending)
        {
            if (SchemaNodeIdentifier.IsAbsolute(statement.Argument))
            {
                session.Error("augment-target", statement, SchemaPath.Explain(statement.Argument!, unit), "RFC 7950 §7.17"); // IsAbsolute refuses null
            }
            else if (statement.Argument is not null)
            {
                session.Error("argument", statement, $"augment \"{statement.Argument}\" at top level should be an absolute path", "RFC 7950 §7.17");
            }
        }
    }
}
