using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.Encoding;

/// <summary>What reading XML and JSON have in common: the stack of branches, typed values, and violations with paths.</summary>
internal abstract class DataParser(SchemaContext context, ReadOptions options, IDataSink sink)
{
    private const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private readonly List<ReadFrame> _pool = [];
    private readonly Dictionary<SchemaBranch, LeafCache[]> _caches = [];
    private readonly List<(ReadFrame Frame, InstanceStep? Step, string Tag, string? AppTag, string Message, bool IsVerbatim, ImmutableArray<ViolationInfo> Info)> _pending = [];
    private int _depth;

    protected SchemaContext Context { get; } = context;

    protected ReadOptions Options { get; } = options;

    protected IDataSink Sink { get; } = sink;

    protected ReadFrame Frame => _pool[_depth - 1];

    /// <summary>All violations, in the order found; paths are final only when reading is over.</summary>
    public ImmutableArray<Violation> Violations
    {
        get
        {
            var result = ImmutableArray.CreateBuilder<Violation>(_pending.Count);
            foreach (var (frame, step, tag, appTag, message, isVerbatim, info) in _pending)
            {
                var path = step is { } last ? frame.Path().Append(last) : frame.Path();
                result.Add(new Violation(tag, appTag, path, isVerbatim ? message : $"{path}: {message}", info));
            }

            return result.MoveToImmutable();
        }
    }

    protected bool HasViolations => _pending.Count > 0;

    /// <summary>Repeats one violation per node; the first node stays.</summary>
    public void ReportRepeated(InstanceStep step)
        => Report(step, "bad-element", "it occurs more than once", Info("bad-element", step.Schema.Name));

    /// <summary>As <see cref="ReportRepeated"/>, for a branch that is being closed.</summary>
    public void ReportRepeatedInParent(InstanceStep step)
        => Report(Frame.Parent ?? Frame, step, "bad-element", null, "it occurs more than once", Info("bad-element", step.Schema.Name));

    public void ReportSecondCase(SchemaNode node, CaseSchema @case, CaseSchema other)
        => Report(
            new InstanceStep(node),
            "bad-element",
            $"case {@case.Name} of choice {@case.Parent?.Name} excludes case {other.Name}, which is also present",
            Info("bad-element", node.Name));

    protected static ImmutableArray<ViolationInfo> Info(string name, string value) => [new(name, Base, value)];

    protected static ImmutableArray<ViolationInfo> Info(string name, string value, string name2, string value2)
        => [new(name, Base, value), new(name2, Base, value2)];

    /// <summary>Reports about a child of the current branch, or about the branch itself when there is no step.</summary>
    protected void Report(InstanceStep? step, string tag, string message, ImmutableArray<ViolationInfo> info)
        => Report(Frame, step, tag, null, message, info);

    protected void Report(ReadFrame frame, InstanceStep? step, string tag, string? appTag, string message, ImmutableArray<ViolationInfo> info, bool isVerbatim = false)
    {
        if (_pending.Count < Options.MaxViolations)
        {
            frame.Pin();
            _pending.Add((frame, step, tag, appTag, message, isVerbatim, info));
        }
    }

    protected void Enter(SchemaBranch schema, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        Push(schema);
        Frame.IsHidden = false;
        Sink.Enter(schema, attributes, prefixes);
    }

    protected void Exit()
    {
        var key = CloseEntry(out var isComplete);
        Sink.Exit(this, key, isComplete);
        _depth--;
    }

    /// <summary>Opens a branch the sink shall not see: one on the way to an action or notification.</summary>
    protected void Push(SchemaBranch schema)
    {
        var parent = _depth == 0 ? null : _pool[_depth - 1];
        if (!_caches.TryGetValue(schema, out var caches))
        {
            _caches[schema] = caches = new LeafCache[schema.DataChildren.Length];
        }

        if (_pool.Count == _depth)
        {
            _pool.Add(new ReadFrame(schema, parent));
        }
        else if (_pool[_depth].IsPinned)
        {
            _pool[_depth] = new ReadFrame(schema, parent);
        }

        _pool[_depth].Start(schema, parent, caches);
        _depth++;
    }

    protected void Pop()
    {
        CloseEntry(out _);
        _depth--;
    }

    /// <summary>Child by namespace and name; mostly the successor of the one found last.</summary>
    protected SchemaNode? FindChild(string @namespace, string name)
    {
        var frame = Frame;
        var children = frame.Schema.DataChildren;
        for (var guess = frame.LastOrdinal; guess <= frame.LastOrdinal + 1; guess++)
        {
            if ((uint)guess < (uint)children.Length && children[guess].Name == name && children[guess].Module.Namespace == @namespace)
            {
                frame.LastOrdinal = guess;
                return children[guess];
            }
        }

        var found = frame.Schema.FindDataChild(@namespace, name);
        frame.LastOrdinal = found?.Ordinal ?? frame.LastOrdinal;
        return found;
    }

    /// <summary>Takes the text of a leaf. Null stands for "no value", which the attributes allowed.</summary>
    protected void TakeLeaf(LeafSchema schema, string? text, IPrefixResolver prefixes, ImmutableArray<DataAttribute> attributes, IPrefixResolver? kept)
    {
        LeafNode? node = null;
        if (text is not null)
        {
            if (schema.Type.TryParse(text, prefixes, out var value, out var violation))
            {
                node = new LeafNode(schema, value);
                Frame.Caches[schema.Ordinal].Keep(text, node);
            }
            else
            {
                ReportValue(new InstanceStep(schema), violation);
            }
        }

        TakeLeaf(schema, node, attributes, kept);
    }

    protected void TakeLeaf(LeafSchema schema, LeafNode? node, ImmutableArray<DataAttribute> attributes, IPrefixResolver? kept)
    {
        if (schema.IsKey)
        {
            Frame.SetKey(schema, node?.Value ?? default);
        }

        if (!Frame.IsHidden && !Sink.Leaf(schema, node, attributes, kept))
        {
            ReportRepeated(new InstanceStep(schema));
        }
    }

    protected void TakeLeafList(LeafListSchema schema, string? text, IPrefixResolver prefixes, ImmutableArray<DataAttribute> attributes, IPrefixResolver? kept)
    {
        var value = default(YangValue);
        if (text is not null && !schema.Type.TryParse(text, prefixes, out value, out var violation))
        {
            ReportValue(new InstanceStep(schema), violation);
            return;
        }

        Sink.LeafList(schema, value, attributes, kept);
    }

    protected void ReportValue(InstanceStep step, TypeViolation violation)
        => Report(Frame, step, "invalid-value", violation.ErrorAppTag, violation.Message, Info("bad-element", step.Schema.Name), violation.IsFromModule);

    /// <summary>Reports a name that is not there: unknown-namespace when no implemented module has the namespace, else unknown-element.</summary>
    protected void ReportUnknown(string @namespace, string name)
    {
        var module = Context.FindModuleByNamespace(@namespace);
        if (module is not { IsImplemented: true })
        {
            var shown = @namespace.Length == 0 ? $"element {name} has no namespace" : $"element {name} has the unknown namespace {@namespace}";
            Report(null, "unknown-namespace", shown, Info("bad-element", name, "bad-namespace", @namespace));
            return;
        }

        var where = Frame.Schema is RootSchema ? "at the top level" : "here";
        Report(null, "unknown-element", $"element {name} of module {module.Name} does not exist {where}", Info("bad-element", name));
    }

    /// <summary>True when the child may occur in the document; reports it otherwise.</summary>
    protected bool CheckContent(SchemaNode child)
    {
        if (Options.Content == DataContent.All || child.IsConfig)
        {
            return true;
        }

        Report(new InstanceStep(child), "unknown-element", "it is state, not configuration", Info("bad-element", child.Name));
        return false;
    }

    private ListKey CloseEntry(out bool isComplete)
    {
        var key = Frame.Close(out var missing);
        isComplete = Frame.Schema is not ListSchema { Keys.IsEmpty: false } || !key.IsEmpty;
        if (missing is not null)
        {
            Report(null, "missing-element", $"key {missing.Name} is missing", Info("bad-element", missing.Name));
        }

        return key;
    }
}
