using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Applies the implicit deletions of RFC 7950 §8.2: the other cases of a choice, and nodes whose when became false.</summary>
/// <remarks>
/// Only data the edit left alone is deleted. Data the edit itself put into two cases, or under a false when, stays and is a violation
/// for the validator to report (§8.3.1). Non-presence containers without content vanish where the edit touched them (§7.5.8).
/// </remarks>
public static class Normaliser
{
    private const int MaxRounds = 32;

    /// <summary>Normalises the newer tree of a difference; the cost follows the change.</summary>
    /// <param name="change">The difference.</param>
    /// <param name="cache">Indexes carried from one change to the next; null builds what is needed anew.</param>
    public static NormalisedTree Normalise(DataDiff change, ValidationCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.IsEmpty)
        {
            return new(change.To, []);
        }

        var deleted = ImmutableArray.CreateBuilder<InstancePath>();
        var tree = new CasePruner(deleted).Run(change);

        // A deletion can make further conditions false; each round looks at what the last one changed.
        for (var round = 0; round < MaxRounds; round++)
        {
            var difference = ReferenceEquals(tree, change.To) ? change : DataDiff.Between(change.From, tree);
            var obsolete = new WhenPruner(difference, cache).Find();
            if (obsolete.Count == 0)
            {
                break;
            }

            foreach (var path in obsolete)
            {
                tree = tree.Remove(path);
                deleted.Add(path);
            }
        }

        var final = ReferenceEquals(tree, change.To) ? change : DataDiff.Between(change.From, tree);
        return new(EmptyContainers.Remove(final), deleted.ToImmutable());
    }

    /// <summary>Normalises a tree that has no predecessor: only empty containers vanish.</summary>
    public static DataTree Normalise(DataTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return EmptyContainers.Remove(DataDiff.Between(DataTree.Empty(tree.Schema), tree));
    }
}
