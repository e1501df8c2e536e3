namespace AcrNetconf.UnitTests.Yang.Validation.RandomModels;

/// <summary>Random XPath for must and when, and paths of leafrefs.</summary>
internal sealed class RandomExpressions(Random random, List<RandomNode> nodes)
{
    private bool _isAugment;
    private bool _isFree;
    private RandomNode[] _known = [];

    /// <summary>A condition on a node that looks only at nodes made before <paramref name="cutoff"/>.</summary>
    public string Condition(RandomNode context, int cutoff, bool isAugment)
    {
        _isAugment = isAugment;
        _isFree = cutoff == int.MaxValue;

        // The main module cannot name what augments it, and a when must not ask about what hangs on its own node.
        // The text of a branch is that of all below it, which may be what the when decides about.
        _known = [.. nodes.Where(node => (_isFree ? node.IsData : node.IsLeaf) && node.Order < cutoff && (isAugment || !node.IsAugmented))];
        if (_known.Length == 0)
        {
            return "true()";
        }

        return Boolean(context, 2);
    }

    /// <summary>The path of a leafref to a leaf made before, with the leaf.</summary>
    public (RandomNode Target, string Text)? LeafRefPath(RandomNode from)
    {
        _isAugment = from.IsAugmented;
        var targets = nodes.Where(node => node.IsLeaf && node.Order < from.Order && (from.IsAugmented || !node.IsAugmented) && node.Type is not ("" or "empty" or "union")).ToArray();
        if (targets.Length == 0)
        {
            return null;
        }

        var target = targets[random.Next(targets.Length)];
        var keys = nodes.Where(node => node.IsLeaf && node.Order < from.Order && node.Keyword == "leaf" && (from.IsAugmented || !node.IsAugmented)).ToArray();
        return (target, Path(from, target, list =>
        {
            if (random.Next(3) > 0)
            {
                return "";
            }

            var key = list.Children[0];
            var others = keys.Where(other => other.Type == key.Type && other != target && SharesTrail(from, other)).ToArray();
            return others.Length == 0 ? "" : $"[{Name(key)} = current()/{Up(from, others[random.Next(others.Length)])}]";
        }));
    }

    // Such a path leads up only and then through containers, so it has one node at most.
    private static bool SharesTrail(RandomNode from, RandomNode other)
        => other.DataParent is { } parent && from.Trail().Contains(parent) && from.DataParent is not null;

    private string Up(RandomNode from, RandomNode to)
    {
        var depth = from.Trail().Count - to.Trail().Count + 1;
        return string.Concat(Enumerable.Repeat("../", depth)) + Name(to);
    }

    private string Boolean(RandomNode at, int depth)
    {
        if (depth > 0 && random.Next(3) == 0)
        {
            return random.Next(3) switch
            {
                0 => $"({Boolean(at, depth - 1)}) and ({Boolean(at, depth - 1)})",
                1 => $"({Boolean(at, depth - 1)}) or ({Boolean(at, depth - 1)})",
                _ => $"not({Boolean(at, depth - 1)})",
            };
        }

        return random.Next(_isFree ? 18 : 12) switch
        {
            0 or 1 => $"not({Nodes(at)})",
            2 => Nodes(at),
            3 or 4 => $"{Nodes(at)} {Sign()} {Constant()}",
            5 or 6 => $"{Nodes(at)} {Sign()} {Nodes(at)}",
            7 => $"count({Nodes(at)}) {(random.Next(3) == 0 ? ">=" : "<=")} {random.Next(4)}",
            8 => $"not(sum({Nodes(at)}) > {random.Next(12)})",
            9 => $"string-length({Nodes(at)}) < 2",
            10 => $"not({Nodes(at)} | {Nodes(at)})",
            11 => $"starts-with({Nodes(at)}, 'a') or {Nodes(at)} = {Constant()}",
            12 => $"not({Nodes(at)}[position() = {random.Next(1, 4)}])",
            13 => $"count({Axis(at)}) < {random.Next(1, 6)}",
            14 => $"not(deref({Nodes(at)})/../* = {Constant()})",
            15 => $"not(derived-from-or-self({Nodes(at)}, 't:red')) or enum-value({Nodes(at)}) = 7 or bit-is-set({Nodes(at)}, 'a')",
            16 => $"not(current() = {Nodes(at)})",
            _ => $"count({Nodes(at)}[. = current()]) <= {random.Next(3)}",
        };
    }

    private string Axis(RandomNode at)
    {
        var target = _known[random.Next(_known.Length)];
        return random.Next(8) switch
        {
            0 => "preceding-sibling::*",
            1 => $"../preceding-sibling::*[{Constant()} = *]",
            2 => $"../following-sibling::{Name(at.DataParent ?? at)}",
            3 => $"//{Name(target)}",
            4 => ".//*[. = 3]",
            5 => $"ancestor::*/{Name(target)}",
            6 => $"../*[{random.Next(1, 4)}]",
            _ => $"../..//{Name(target)}[. = current()]",
        };
    }

    private string Nodes(RandomNode at)
    {
        // Leafs of lists are the interesting ones.
        var target = _known[random.Next(_known.Length)];
        for (var n = 0; n < 2 && !target.IsLeaf; n++)
        {
            target = _known[random.Next(_known.Length)];
        }

        return Path(at, target, list => Predicate(at, list));
    }

    private string Predicate(RandomNode at, RandomNode list)
    {
        var leafs = list.Children.Where(leaf => leaf.IsLeaf && _known.Contains(leaf)).ToArray();
        if (random.Next(2) == 0 || leafs.Length == 0)
        {
            return "";
        }

        var leaf = leafs[random.Next(leafs.Length)];
        var key = leafs[0];
        var values = _known.Where(static node => node.IsLeaf).ToArray();
        var value = values[random.Next(values.Length)];
        return random.Next(7) switch
        {
            0 => $"[{Name(leaf)} = {Constant()}]",
            1 => $"[{Name(leaf)} {Sign()} {Constant()}]",
            2 => $"[{Name(key)} = current()/{Relative(at, value, static _ => "")}]",
            3 => $"[{Name(leaf)} = current()/{Relative(at, value, static _ => "")}]",
            4 => $"[{Name(leaf)} = current()/{Relative(at, value, static _ => "")} and {Name(key)} != {Constant()}]",
            5 => $"[{Name(key)} = {Constant()}][{Name(leaf)}]",
            _ => random.Next(2) == 0 ? "[last()]" : $"[{random.Next(1, 3)}]",
        };
    }

    private string Path(RandomNode from, RandomNode to, Func<RandomNode, string> predicate)
        => random.Next(3) == 0 || from.DataParent is null
            ? string.Concat(to.Trail().Select(step => "/" + Step(step, to, predicate)))
            : Relative(from, to, predicate);

    private string Relative(RandomNode from, RandomNode to, Func<RandomNode, string> predicate)
    {
        var (up, down) = (from.Trail(), to.Trail());
        var shared = 0;
        while (shared < up.Count - 1 && shared < down.Count - 1 && up[shared] == down[shared])
        {
            shared++;
        }

        return string.Concat(Enumerable.Repeat("../", up.Count - shared)) + string.Join('/', down.Skip(shared).Select(step => Step(step, to, predicate)));
    }

    private string Step(RandomNode step, RandomNode to, Func<RandomNode, string> predicate)
        => Name(step) + (step.Keyword == "list" && step != to ? predicate(step) : "");

    private string Name(RandomNode node) => node.IsAugmented == _isAugment ? node.Name : $"t:{node.Name}";

    private string Sign() => random.Next(6) switch { 0 => "!=", 1 => "<", 2 => ">", 3 => "<=", _ => "=" };

    private string Constant() => random.Next(8) switch { 0 => "'a'", 1 => "'b'", 2 => "'true'", 3 => "'x'", _ => $"{random.Next(6)}" };
}
