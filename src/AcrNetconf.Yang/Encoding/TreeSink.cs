using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Builds data nodes. Attributes are dropped; what repeats and what comes from two cases of a choice is a violation.</summary>
internal sealed class TreeSink : IDataSink
{
    private readonly List<BranchBuilder> _levels = [];
    private readonly Dictionary<SchemaBranch, bool> _hasChoice = [];
    private int _depth;

    /// <summary>The outermost branch, once it is over.</summary>
    public DataBranch? Result { get; private set; }

    private BranchBuilder Current => _levels[_depth - 1];

    public void Enter(SchemaBranch schema, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        if (_levels.Count == _depth)
        {
            _levels.Add(new BranchBuilder());
        }

        _levels[_depth++].Start(schema);
    }

    public bool Leaf(LeafSchema schema, LeafNode? node, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        if (Current.Has(schema))
        {
            return false;
        }

        if (node is not null)
        {
            Current.Set(node);
        }

        return true;
    }

    public void LeafList(LeafListSchema schema, in YangValue value, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        if (value.IsValid)
        {
            Current.AddValue(schema, value);
        }
    }

    public bool Anydata(AnydataSchema schema, XElement content, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        if (Current.Has(schema))
        {
            return false;
        }

        Current.Set(new AnydataNode(schema, content));
        return true;
    }

    public void Exit(DataParser parser, in ListKey key, bool isComplete)
    {
        var builder = Current;
        if (!isComplete)
        {
            builder.Abandon();
            _depth--;
            return;
        }

        CheckChoices(builder, parser);
        var node = builder.Finish(
            entry => parser.ReportRepeated(new InstanceStep(entry.Schema, entry.Key, 0)),
            (schema, value) => parser.ReportRepeated(new InstanceStep(schema, new ListKey(value), 0)));
        _depth--;
        if (_depth == 0)
        {
            Result = node;
        }
        else if (node is ListEntryNode entry)
        {
            Current.AddEntry(entry);
        }
        else if (Current.Has(node.Schema))
        {
            parser.ReportRepeatedInParent(new InstanceStep(node.Schema));
        }
        else
        {
            Current.Set(node);
        }
    }

    private void CheckChoices(BranchBuilder builder, DataParser parser)
    {
        var schema = builder.Schema;
        if (!_hasChoice.TryGetValue(schema, out var hasChoice))
        {
            _hasChoice[schema] = hasChoice = schema.DataChildren.Any(static child => child.Parent is CaseSchema);
        }

        if (!hasChoice)
        {
            return;
        }

        // RFC 7950 §8.3.1: data for more than one case of a choice is a bad-element.
        Dictionary<ChoiceSchema, CaseSchema>? chosen = null;
        foreach (var child in schema.DataChildren)
        {
            if (!builder.Has(child))
            {
                continue;
            }

            for (var node = child.Parent; node is CaseSchema or ChoiceSchema; node = node.Parent)
            {
                if (node is CaseSchema @case && !(chosen ??= []).TryAdd((ChoiceSchema)@case.Parent!, @case) // a case always stands in a choice
                    && chosen[(ChoiceSchema)@case.Parent!] is var other && !ReferenceEquals(other, @case)) // as above
                {
                    parser.ReportSecondCase(child, @case, other);
                    return;
                }
            }
        }
    }
}
