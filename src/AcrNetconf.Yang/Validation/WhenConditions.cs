using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>When-conditions of defaults to report, evaluated on the tree the defaults are reported for.</summary>
public static class WhenConditions
{
    /// <summary>A condition for <see cref="DefaultView.WithDefaults"/> on this tree. Remembers what it has evaluated; one thread at a time.</summary>
    public static DefaultCondition For(DataTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return new Evaluator(tree).Holds;
    }

    private sealed class Evaluator(DataTree tree)
    {
        // Conditions of configuration see configuration only (RFC 7950 §6.4.1).
        private readonly Places _config = new(tree, XPathScopeOfData.ConfigurationOnly);
        private readonly Places _all = new(tree, XPathScopeOfData.Everything);

        public bool Holds(SchemaNode node, ReadOnlySpan<DataBranch> ancestors)
        {
            var places = node.IsConfig ? _config : _all;
            return places.Session.ConditionsHold(places.Find(ancestors), node);
        }
    }

    /// <summary>The ancestors of the node asked about last: neighbours share most of them.</summary>
    private sealed class Places(DataTree tree, XPathScopeOfData scope)
    {
        private readonly List<(DataBranch Branch, XPathNode Node)> _known = [];

        public XPathSession Session { get; } = new(tree.Schema, tree.Root, scope);

        public XPathNode Find(ReadOnlySpan<DataBranch> ancestors)
        {
            var shared = 0;
            while (shared < _known.Count && shared < ancestors.Length && ReferenceEquals(_known[shared].Branch, ancestors[shared]))
            {
                shared++;
            }

            // A container that exists by default is one object wherever it occurs, but then what is above it differs.
            _known.RemoveRange(shared, _known.Count - shared);
            for (; shared < ancestors.Length; shared++)
            {
                var branch = ancestors[shared];
                var node = shared == 0 ? Session.Root
                    : DefaultView.IsFromDefault(branch) ? XPathNode.ForDefault(_known[^1].Node, branch.Schema)
                    : XPathNode.ForData(_known[^1].Node, branch);
                _known.Add((branch, node));
            }

            return _known[^1].Node;
        }
    }
}
