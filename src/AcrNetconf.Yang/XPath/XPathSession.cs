using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.XPath;

/// <summary>One tree as expressions see it, and what has been learnt about it so far: indexes, cached values, conditions.</summary>
/// <remarks>
/// Accessible tree of RFC 7950 §6.4.1: top-level data of all modules under the root; defaults in use and non-presence containers exist;
/// optionally configuration only; optionally one operation or notification. One thread, one tree: throw it away when the tree changes.
/// </remarks>
internal sealed class XPathSession
{
    private readonly Dictionary<(XPathNode Parent, SchemaNode Schema), bool> _conditions = [];
    private readonly Dictionary<(Expression Expression, XPathNode? Anchor), XPathValue> _values = [];
    private readonly Dictionary<string, XsdPattern?> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompiledExpression?> _identifiers = new(StringComparer.Ordinal);
    private readonly ModuleNameScope _moduleNames;
    private XPathNode? _dummy;
    private long _budget;

    public XPathSession(SchemaContext context, DataBranch? root, XPathScopeOfData scopeOfData, long budget = long.MaxValue)
    {
        Context = context;
        _moduleNames = new(context);
        IsConfigOnly = scopeOfData == XPathScopeOfData.ConfigurationOnly;
        Root = XPathNode.ForRoot(context.Root, root);
        Indexes = new ListIndexes(this);
        _budget = budget;
    }

    public SchemaContext Context { get; }

    public XPathNode Root { get; }

    /// <summary>True for constraints on configuration: state does not exist for them.</summary>
    public bool IsConfigOnly { get; }

    public ListIndexes Indexes { get; }

    /// <summary>Indexes that outlive the tree; null when there are none, as for constraints on state.</summary>
    public ValidationCache? Cache { get; init; }

    /// <summary>The operation or notification that is part of the tree besides the data; null when there is none.</summary>
    public XPathNode? Guest { get; private set; }

    /// <summary>Puts an operation or notification into the tree.</summary>
    public XPathNode Invite(XPathNode parent, SchemaNode schema, DataNode node) => Guest = XPathNode.ForData(parent, schema, node);

    /// <summary>Counts work; gives up on an expression that costs more than its user may ask for.</summary>
    /// <exception cref="XPathBudgetException">The budget is used up.</exception>
    public void Spend(int amount)
    {
        _budget -= amount;
        if (_budget < 0)
        {
            throw new XPathBudgetException();
        }
    }

    /// <summary>The container, leaf or anydata child with that schema, explicit or by default; null when it does not exist.</summary>
    public XPathNode? FindChild(XPathNode parent, SchemaNode schema)
    {
        if ((IsConfigOnly && !schema.IsConfig) || parent.IsDummy)
        {
            return null;
        }

        if (_dummy is not null && IsDummy(parent, schema))
        {
            return _dummy;
        }

        if (parent.Branch?.Find(schema) is { } data)
        {
            return XPathNode.ForData(parent, data);
        }

        return CanBeImplicit(schema) && IsInUse(parent, schema) ? XPathNode.ForDefault(parent, schema) : null;
    }

    /// <summary>Adds the children with that schema, in order.</summary>
    public void AddChildren(XPathNode parent, SchemaNode schema, NodeSet into)
    {
        if (_dummy is not null && schema is ListSchema or LeafListSchema && IsDummy(parent, schema))
        {
            into.Add(_dummy);
            return;
        }

        switch (schema)
        {
            case ListSchema when IsConfigOnly && !schema.IsConfig:
                break;
            case ListSchema when parent.Branch?.Find(schema) is ListNode list:
                var position = 0;
                Spend(list.Count);
                foreach (var entry in list.Entries)
                {
                    into.Add(XPathNode.ForData(parent, entry, position++));
                }

                break;
            case ListSchema:
                break;
            case LeafListSchema leafList:
                AddValues(parent, leafList, into);
                break;
            default:
                Spend(1);
                if (FindChild(parent, schema) is { } child)
                {
                    into.Add(child);
                }

                break;
        }
    }

    /// <summary>Adds all children, in document order.</summary>
    public void AddChildren(XPathNode parent, NodeSet into)
    {
        if (parent.IsText || parent.IsDummy)
        {
            return;
        }

        if (parent.BranchSchema is not { } schema)
        {
            if (parent.Text() is { } text)
            {
                into.Add(text);
            }

            return;
        }

        foreach (var child in schema.DataChildren)
        {
            AddChildren(parent, child, into);
        }

        if (Guest is { } guest && parent.Equals(guest.Parent))
        {
            into.Add(guest);
        }
    }

    /// <summary>The guest when it is a child of <paramref name="parent"/> and the test selects it.</summary>
    public XPathNode? GuestUnder(XPathNode parent, NodeTest test)
        => Guest is { } guest && test.Matches(guest.Schema) && parent.Equals(guest.Parent) ? guest : null;

    /// <summary>Position of a list entry or leaf-list value among its kind.</summary>
    public int PositionOf(XPathNode node)
    {
        if (node.Index >= 0 || node.Data is not ListEntryNode entry || node.Parent?.Branch?.Find(node.Schema) is not ListNode list)
        {
            return Math.Max(node.Index, 0);
        }

        return list.IndexOf(entry.Key);
    }

    /// <summary>All nodes a leafref path selects from a node, by value; kept when many leafrefs share them.</summary>
    public Dictionary<(Expression Path, XPathNode? Anchor), Dictionary<YangValue, XPathValue>> Targets { get; } = [];

    /// <summary>True when every when-condition of the node and of the choices and cases around it holds, below an existing parent.</summary>
    public bool ConditionsHold(XPathNode parent, SchemaNode schema)
    {
        for (var node = schema; node is not null; node = node.Parent)
        {
            if (!node.Whens.IsEmpty && !OwnConditionsHold(parent, node))
            {
                return false;
            }

            if (node.Parent is not (ChoiceSchema or CaseSchema))
            {
                break;
            }
        }

        return true;
    }

    /// <summary>True when the default or the non-presence container <paramref name="schema"/> is in use below <paramref name="parent"/> (RFC 7950 §7.6.1, §7.9.3).</summary>
    public bool IsInUse(XPathNode parent, SchemaNode schema)
        => CaseSelection.IsSelected(parent.Branch, schema) && ConditionsHold(parent, schema);

    /// <summary>The pattern of a re-match() call; null when it is no pattern.</summary>
    public XsdPattern? Pattern(string text)
    {
        if (!_patterns.TryGetValue(text, out var pattern))
        {
            pattern = XsdPattern.TryCreate(text, out var made, out _) ? made : null;
            _patterns.Add(text, pattern);
        }

        return pattern;
    }

    /// <summary>The expression of a canonical instance-identifier; null when it is none.</summary>
    public CompiledExpression? Identifier(string text)
    {
        if (!_identifiers.TryGetValue(text, out var path))
        {
            path = YangXPath.Compile(text, _moduleNames, out _);
            _identifiers.Add(text, path);
        }

        return path;
    }

    /// <summary>A value remembered per anchor node.</summary>
    public bool TryRecall(Expression expression, XPathNode? anchor, out XPathValue value) => _values.TryGetValue((expression, anchor), out value);

    public void Remember(Expression expression, XPathNode? anchor, in XPathValue value) => _values[(expression, anchor)] = value;

    private static bool CanBeImplicit(SchemaNode schema)
        => schema is LeafSchema { Default: not null } or ContainerSchema { IsPresence: false };

    private bool IsDummy(XPathNode parent, SchemaNode schema) => ReferenceEquals(_dummy!.Schema, schema) && parent.Equals(_dummy.Parent);

    private bool OwnConditionsHold(XPathNode parent, SchemaNode schema)
    {
        var key = (parent, schema);
        if (_conditions.TryGetValue(key, out var known))
        {
            return known;
        }

        // A condition that leads back to itself finds the node absent, and so comes to an end.
        _conditions[key] = false;
        var holds = true;
        var outer = _dummy;
        foreach (var when in schema.Whens)
        {
            var onItself = ReferenceEquals(when.Context, schema) && schema.IsDataNode;
            _dummy = onItself ? XPathNode.ForDummy(parent, schema) : null;
            var node = _dummy ?? Ancestor(parent, when.Context);
            if (when.Expression.Compiled is { } compiled && !compiled.Root.EvaluateBoolean(new(node, this, compiled.Scope)))
            {
                holds = false;
                break;
            }
        }

        _dummy = outer;
        _conditions[key] = holds;
        return holds;
    }

    /// <summary>The place of a condition on an ancestor; choices and cases stand at their parent.</summary>
    private static XPathNode Ancestor(XPathNode node, SchemaNode schema)
    {
        if (schema is ChoiceSchema or CaseSchema)
        {
            return node;
        }

        var at = node;
        while (!ReferenceEquals(at.Schema, schema) && !(schema is OperationSchema && ReferenceEquals(at.Schema.Parent, schema)) && at.Parent is { } parent)
        {
            at = parent;
        }

        return at;
    }

    private void AddValues(XPathNode parent, LeafListSchema schema, NodeSet into)
    {
        if (IsConfigOnly && !schema.IsConfig)
        {
            return;
        }

        var position = 0;
        if (parent.Branch?.Find(schema) is LeafListNode { Count: > 0 } list)
        {
            Spend(list.Count);
            foreach (var value in list.Values)
            {
                into.Add(XPathNode.ForItem(parent, schema, value, position++));
            }
        }
        else if (!schema.Defaults.IsEmpty && IsInUse(parent, schema))
        {
            foreach (var value in schema.Defaults)
            {
                into.Add(XPathNode.ForItem(parent, schema, value, position++));
            }
        }
    }
}
