using System.Globalization;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>Builds data from code, top down: state for a reply, the output of an rpc, a notification.</summary>
/// <remarks>
/// What is built is our own data, so a wrong name or value is a programming error and throws. Children may come in any order, keys
/// included. Not thread-safe; can be used again after <see cref="Build"/>.
/// <code>
/// builder.Enter("ptp-adaptive").Leaf("domain", 5).Enter("server").Leaf("id", 1).Exit().Exit();
/// </code>
/// </remarks>
public sealed class TreeBuilder
{
    private readonly SchemaContext _context;
    private readonly List<BranchBuilder> _levels = [];
    private int _depth;

    /// <summary>Builds a tree of top-level data.</summary>
    public TreeBuilder(SchemaContext context)
        : this(context, (context ?? throw new ArgumentNullException(nameof(context))).Root)
    {
    }

    /// <summary>Builds the content of a container, of an operation's input or output, or of a notification.</summary>
    public TreeBuilder(SchemaContext context, SchemaBranch top)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(top);
        _context = context;
        Push(top);
    }

    private BranchBuilder Current => _levels[_depth - 1];

    /// <summary>Goes into a container, again if it was left, or starts a new list entry.</summary>
    public TreeBuilder Enter(SchemaBranch child)
    {
        CheckChild(child);
        var existing = Current.Peek(child) as DataBranch;
        Push(child);
        foreach (var node in existing?.Children ?? [])
        {
            Current.Set(node);
        }

        return this;
    }

    /// <summary>Goes into a child by name; the name may stand in any module, that of the parent is preferred.</summary>
    public TreeBuilder Enter(string name) => Enter(Branch(Resolve(name)));

    /// <summary>Goes into a child by module name and name.</summary>
    public TreeBuilder Enter(string module, string name) => Enter(Branch(Resolve(module, name)));

    /// <summary>Leaves the container or list entry entered last.</summary>
    /// <exception cref="InvalidOperationException">Nothing was entered.</exception>
    public TreeBuilder Exit()
    {
        if (_depth == 1)
        {
            throw new InvalidOperationException("nothing to exit from");
        }

        var node = Current.Finish();
        _depth--;
        if (node is ListEntryNode entry)
        {
            Current.AddEntry(entry);
        }
        else
        {
            Current.Set(node);
        }

        return this;
    }

    /// <summary>Sets a leaf or adds a leaf-list value.</summary>
    public TreeBuilder Leaf(SchemaNode schema, YangValue value)
    {
        CheckChild(schema);
        switch (schema)
        {
            case LeafSchema leaf:
                Current.Set(new LeafNode(leaf, value));
                break;
            case LeafListSchema leafList:
                Current.AddValue(leafList, value);
                break;
            default:
                throw new ArgumentException($"{schema} has no value", nameof(schema));
        }

        return this;
    }

    /// <summary>Sets a leaf or adds a leaf-list value from its lexical form; prefixes are module names.</summary>
    public TreeBuilder Leaf(SchemaNode schema, string text)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var type = schema.ValueType ?? throw new ArgumentException($"{schema} has no value", nameof(schema));
        return type.TryParse(text, new ModuleNames(_context, schema.Module), out var value, out var violation)
            ? Leaf(schema, value)
            : throw new ArgumentException($"{schema}: {violation.Message}", nameof(text));
    }

    public TreeBuilder Leaf(string name, string text) => Leaf(Resolve(name), text);

    public TreeBuilder Leaf(string module, string name, string text) => Leaf(Resolve(module, name), text);

    public TreeBuilder Leaf(string name, long number) => Leaf(name, number.ToString(CultureInfo.InvariantCulture));

    public TreeBuilder Leaf(string name, ulong number) => Leaf(name, number.ToString(CultureInfo.InvariantCulture));

    public TreeBuilder Leaf(string name, bool truth) => Leaf(name, truth ? "true" : "false");

    /// <summary>Sets the leaf unless the text is null.</summary>
    public TreeBuilder LeafIfAny(string name, string? text) => text is null ? this : Leaf(name, text);

    /// <summary>Sets a whole node: subtree, list or leaf-list.</summary>
    public TreeBuilder Add(DataNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        CheckChild(node.Schema);
        if (node is ListEntryNode entry)
        {
            Current.AddEntry(entry);
        }
        else
        {
            Current.Set(node);
        }

        return this;
    }

    /// <summary>Finishes the top branch. Entries with equal keys: the first stays.</summary>
    /// <exception cref="InvalidOperationException">Something entered was not left.</exception>
    public DataBranch Build()
    {
        if (_depth != 1)
        {
            throw new InvalidOperationException($"{Current.Schema} was entered and not left");
        }

        return Current.Finish();
    }

    /// <summary>Finishes a tree of top-level data.</summary>
    public DataTree BuildTree() => new(_context, (RootNode)Build());

    private static SchemaBranch Branch(SchemaNode node)
        => node as SchemaBranch ?? throw new ArgumentException($"{node} has no children");

    private void Push(SchemaBranch schema)
    {
        if (_levels.Count == _depth)
        {
            _levels.Add(new BranchBuilder());
        }

        _levels[_depth++].Start(schema);
    }

    private SchemaNode Resolve(string name)
    {
        var schema = Current.Schema;
        return schema.FindDataChild(schema.Module.Namespace, name)
            ?? schema.DataChildren.FirstOrDefault(child => child.Name == name)
            ?? throw new ArgumentException($"{schema} has no child {name}", nameof(name));
    }

    private SchemaNode Resolve(string module, string name)
        => Current.Schema.DataChildren.FirstOrDefault(child => child.Name == name && child.Module.Name == module)
            ?? throw new ArgumentException($"{Current.Schema} has no child {module}:{name}", nameof(name));

    private void CheckChild(SchemaNode child)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (!ReferenceEquals(child.DataParent, Current.Schema))
        {
            throw new ArgumentException($"{child} is not a child of {Current.Schema}", nameof(child));
        }
    }
}
