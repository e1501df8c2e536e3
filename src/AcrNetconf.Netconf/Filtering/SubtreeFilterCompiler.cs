using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>Binds the XML of a subtree filter to the schema.</summary>
/// <remarks>
/// What the schema does not know selects nothing and is no error (orchestrators pack many paths into one filter). An element in no
/// namespace matches any (RFC 6241 §6.2.1); so does one that merely inherited the base namespace, where no data lives.
/// </remarks>
internal sealed class SubtreeFilterCompiler(SchemaContext schema, IReadOnlyDictionary<string, string> outerPrefixes)
{
    /// <summary>Compiles the children of a filter element.</summary>
    public FilterSet Compile(XElement filter, SchemaBranch parent)
    {
        var matches = ImmutableArray.CreateBuilder<FilterMatch>();
        var others = new List<FilterNode>();
        var hasOthers = false;
        var never = false;
        foreach (var element in filter.Elements())
        {
            var isMatch = !element.HasElements && !string.IsNullOrWhiteSpace(element.Value);
            hasOthers |= !isMatch;

            // RFC 6241 §6.2.2: an attribute asks for data with that attribute; our data has none but transaction ids, which ask for something else.
            var candidates = element.Attributes().Any(a => !a.IsNamespaceDeclaration && a.Name.NamespaceName != TransactionId.Namespace) ? [] : Resolve(element, parent);
            if (isMatch)
            {
                var match = Match(element, candidates);
                never |= match.Alternatives.IsEmpty;
                matches.Add(match);
            }
            else
            {
                others.AddRange(candidates.Select(c => Node(element, c)).OfType<FilterNode>());
            }
        }

        var grouped = others.GroupBy(n => n.Schema).Select(g => (g.Key, g.ToImmutableArray())).ToImmutableArray();
        return new FilterSet(matches.ToImmutable(), grouped, hasOthers, never);
    }

    private static IEnumerable<SchemaNode> Resolve(XElement element, SchemaBranch parent)
    {
        var @namespace = element.Name.NamespaceName;
        if (@namespace is "" or NetconfNames.Base)
        {
            return parent.DataChildren.Where(c => c.Name == element.Name.LocalName);
        }

        return parent.FindDataChild(@namespace, element.Name.LocalName) is { } found ? [found] : [];
    }

    private FilterNode? Node(XElement element, SchemaNode node)
        => NodeWithoutId(element, node) is { } bound ? bound with { Known = TransactionId.Read(name => element.Attribute(XName.Get(name, TransactionId.Namespace))?.Value) } : null;

    private FilterNode? NodeWithoutId(XElement element, SchemaNode node)
    {
        if (!element.HasElements)
        {
            return new FilterNode(node, null, default);
        }

        switch (node)
        {
            case AnydataSchema:
                // Content without schema is taken whole: the filter's structure has nothing to be bound to.
                return new FilterNode(node, null, default);
            case SchemaBranch branch:
                var content = Compile(element, branch);
                return new FilterNode(node, content, node is ListSchema list ? KeyOf(list, content) : default);
            default:
                return null;
        }
    }

    private FilterMatch Match(XElement element, IEnumerable<SchemaNode> candidates)
    {
        var text = element.Value.Trim();
        var alternatives = ImmutableArray.CreateBuilder<(SchemaNode, YangValue)>();
        foreach (var node in candidates)
        {
            if (node.ValueType is { } type && type.TryParse(text, new FilterPrefixes(element, outerPrefixes, schema, node.Module), out var value, out _))
            {
                alternatives.Add((node, value));
            }
        }

        return new FilterMatch(alternatives.ToImmutable());
    }

    /// <summary>The key when every key leaf has a content match, so that the entry is looked up instead of searched for.</summary>
    private static ListKey KeyOf(ListSchema list, FilterSet content)
    {
        if (list.Keys.IsEmpty)
        {
            return default;
        }

        var values = new YangValue[list.Keys.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var key = list.Keys[i];
            var match = content.Matches.FirstOrDefault(m => m.Alternatives is [var only] && ReferenceEquals(only.Schema, key));
            if (match is null)
            {
                return default;
            }

            values[i] = match.Alternatives[0].Value;
        }

        return new ListKey(values.AsSpan());
    }
}
