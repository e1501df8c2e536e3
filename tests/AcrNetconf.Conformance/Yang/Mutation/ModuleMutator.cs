using System.Text;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>Seeded structural changes of a module: what authors get wrong, and what nobody would write.</summary>
internal sealed class ModuleMutator(int seed)
{
    private static readonly string[] DefinitionKeywords = ["container", "leaf", "leaf-list", "list", "choice", "case", "anydata", "anyxml", "uses", "grouping", "typedef"];
    private static readonly string[] PropertyKeywords = ["config", "mandatory", "default", "status", "min-elements", "max-elements", "if-feature", "when", "must", "key", "unique", "type", "presence", "units", "ordered-by"];
    private static readonly MutableStatement[] Templates = [.. ArgumentPool.Templates.Select(MutableStatement.Parse)];

    private readonly Random _random = new(seed);

    /// <summary>A mutant and what was done to it.</summary>
    public (string Text, string Change) Mutate(MutableStatement module)
    {
        var root = module.Copy();
        var changes = new List<string>();
        for (var tries = 0; tries < 20 && changes.Count == 0; tries++)
        {
            for (var count = _random.Next(8) == 0 ? 2 : 1; count > 0; count--)
            {
                if (Change(root) is { } change)
                {
                    changes.Add(change);
                }
            }
        }

        var text = new StringBuilder();
        root.Write(text, 0);
        return (text.ToString(), string.Join("; ", changes));
    }

    private string? Change(MutableStatement root)
    {
        var all = root.SelfAndDescendants().ToList();
        // Prose is not where compilers differ.
        var at = Pick(all.Where(each => each.Keyword is not ("description" or "reference" or "contact" or "organization") || _random.Next(20) == 0).ToList());
        return _random.Next(16) switch
        {
            0 => Drop(at),
            1 => Duplicate(at),
            2 => Move(at, all),
            3 => Graft(at, all),
            4 or 5 or 6 => SetArgument(at, root),
            7 or 8 => Insert(at),
            9 => SetProperty(all),
            10 => Reference(all),
            11 => SwapType(all, root),
            12 => Condition(all, root),
            13 => Version(root, at),
            14 => Name(all),
            _ => Quote(at),
        };
    }

    private static string? Drop(MutableStatement at)
    {
        if (at.Parent is null)
        {
            return null;
        }

        at.Remove();
        return $"drop {Show(at)}";
    }

    private string? Duplicate(MutableStatement at)
    {
        if (at.Parent is not { } parent)
        {
            return null;
        }

        parent.Insert(_random.Next(parent.Children.Count + 1), at.Copy());
        return $"duplicate {Show(at)}";
    }

    private string? Move(MutableStatement at, List<MutableStatement> all)
    {
        var target = Pick(all);
        if (at.Parent is null || target.IsInside(at))
        {
            return null;
        }

        at.Remove();
        target.Insert(_random.Next(target.Children.Count + 1), at);
        return $"move {Show(at)} into {Show(target)}";
    }

    private string? Graft(MutableStatement at, List<MutableStatement> all)
    {
        // Like goes to like: a copy of something that stands in a statement of the same kind, mostly.
        var donors = all.Where(each => each.Parent is { } parent && !ReferenceEquals(parent, at) && (parent.Keyword == at.Keyword || _random.Next(12) == 0)).ToList();
        if (donors.Count == 0)
        {
            return null;
        }

        var copy = Pick(donors).Copy();
        at.Insert(_random.Next(at.Children.Count + 1), copy);
        return $"copy {Show(copy)} into {Show(at)}";
    }

    private string? SetArgument(MutableStatement at, MutableStatement root)
    {
        var pool = ArgumentPool.For(at.Keyword);
        var old = at.Argument;
        at.Argument = pool.Length > 0 && _random.Next(4) > 0 ? Pick(pool) : TextChange(at.Argument ?? "");
        if (at.Keyword == "type" && ReferenceEquals(root, at))
        {
            return null;
        }

        return at.Argument == old ? null : $"{at.Keyword} \"{old}\" becomes \"{at.Argument}\"";
    }

    private string Insert(MutableStatement at)
    {
        var template = Pick(Templates).Copy();
        at.Insert(_random.Next(4) == 0 ? 0 : at.Children.Count, template);
        return $"add {Show(template)} to {Show(at)}";
    }

    /// <summary>Conflicts of config, status, mandatory, default and the like, where each by itself is in place.</summary>
    private string? SetProperty(List<MutableStatement> all)
    {
        var nodes = all.Where(each => DefinitionKeywords.Contains(each.Keyword) || each.Keyword is "refine" or "deviate" or "augment" or "uses").ToList();
        if (nodes.Count == 0)
        {
            return null;
        }

        var node = Pick(nodes);
        var keyword = Pick(PropertyKeywords);
        var value = Pick(ArgumentPool.For(keyword));
        if (node.Children.Find(each => each.Keyword == keyword) is { } old)
        {
            var before = old.Argument;
            old.Argument = value;
            return $"{keyword} \"{before}\" of {Show(node)} becomes \"{value}\"";
        }

        node.Insert(_random.Next(node.Children.Count + 1), new(keyword, value));
        return $"{keyword} \"{value}\" in {Show(node)}";
    }

    private string? Reference(List<MutableStatement> all)
    {
        var references = all.Where(each => each.Keyword is "type" or "uses" or "base" or "if-feature" or "key" or "unique" or "path" or "augment" or "refine" or "deviation" or "import" or "include"
            or "belongs-to" or "prefix" or "default" or "must" or "when").ToList();
        if (references.Count == 0)
        {
            return null;
        }

        var at = Pick(references);
        var old = at.Argument ?? "";
        at.Argument = _random.Next(8) switch
        {
            0 => old + "x",
            1 => "x:" + old,
            2 => old.Contains(':', StringComparison.Ordinal) ? old[(old.IndexOf(':', StringComparison.Ordinal) + 1)..] : old.ToUpperInvariant(),
            3 => old.Contains('/', StringComparison.Ordinal) ? old[..old.LastIndexOf('/')] : old + "/x",
            4 => "../" + old,
            5 => "/" + old,
            6 => Pick(references.Where(each => each.Keyword == at.Keyword).ToList()).Argument,
            _ => Pick(all).Argument,
        };
        return at.Argument == old ? null : $"{at.Keyword} \"{old}\" refers to \"{at.Argument}\"";
    }

    private string? SwapType(List<MutableStatement> all, MutableStatement root)
    {
        var types = all.Where(each => each.Keyword == "type").ToList();
        if (types.Count == 0)
        {
            return null;
        }

        var at = Pick(types);
        var other = _random.Next(3) == 0 ? MutableStatement.Parse(Pick(ArgumentPool.Types)) : Pick(types).Copy();
        if (_random.Next(4) == 0)
        {
            var old = at.Argument;
            at.Argument = other.Argument;
            return $"type \"{old}\" becomes \"{at.Argument}\" with its restrictions in {Show(at.Parent ?? root)}";
        }

        var parent = at.Parent ?? root;
        parent.Insert(parent.Children.IndexOf(at), other);
        at.Remove();
        return $"type {Show(at)} of {Show(parent)} becomes {Show(other)}";
    }

    /// <summary>Expressions, patterns, ranges: one character more or less, or tokens of the language.</summary>
    private string? Condition(List<MutableStatement> all, MutableStatement root)
    {
        var places = all.Where(each => each.Keyword is "must" or "when" or "path" or "pattern" or "range" or "length" or "if-feature").ToList();
        if (places.Count == 0)
        {
            return null;
        }

        return SetArgument(Pick(places), root);
    }

    private string? Version(MutableStatement root, MutableStatement at)
    {
        if (_random.Next(3) > 0)
        {
            // Order of substatements, mostly of sections.
            if (at.Parent is not { } parent || parent.Children.Count < 2)
            {
                return null;
            }

            at.Remove();
            var place = _random.Next(parent.Children.Count + 1);
            parent.Insert(place, at);
            return $"{Show(at)} as substatement {place} of {Show(parent)}";
        }

        var version = root.Children.Find(each => each.Keyword == "yang-version");
        if (version is null)
        {
            root.Insert(0, new("yang-version", "1.1"));
            return "yang-version 1.1";
        }

        version.Argument = version.Argument == "1.1" ? "1" : "1.1";
        return $"yang-version {version.Argument}";
    }

    private string? Name(List<MutableStatement> all)
    {
        var named = all.Where(each => DefinitionKeywords.Contains(each.Keyword) || each.Keyword is "enum" or "bit" or "identity" or "feature" or "extension" or "rpc" or "notification" or "action").ToList();
        if (named.Count < 2)
        {
            return null;
        }

        var at = Pick(named);
        var old = at.Argument;
        var siblings = named.Where(each => ReferenceEquals(each.Parent, at.Parent)).ToList();
        at.Argument = _random.Next(3) switch
        {
            0 => Pick(siblings).Argument,
            1 => Pick(named).Argument,
            _ => Pick(ArgumentPool.Identifiers),
        };
        return at.Argument == old ? null : $"{at.Keyword} \"{old}\" is now \"{at.Argument}\"";
    }

    private string? Quote(MutableStatement at)
    {
        if (at.Argument is not { } argument)
        {
            return null;
        }

        at.Raw = _random.Next(12) switch
        {
            0 => " " + argument,
            1 => $" '{argument}'",
            2 => $" \"{argument}",
            3 => $"\"{argument}\"",
            4 => $" \"{argument}\"+\"\"",
            5 => $" \"{argument}\" \"x\"",
            6 => $" '{argument}' + \"\\x\"",
            7 => $" /* c */ \"{argument}\" // c\n",
            8 => $" {argument} + 'x'",
            9 => $" \"{argument}\\\"",
            10 => "",
            _ => $" '{argument}'\n+ ''",
        };
        return $"{at.Keyword} is quoted:{at.Raw}";
    }

    private string TextChange(string text)
    {
        var at = _random.Next(text.Length + 1);
        return _random.Next(4) switch
        {
            0 when at < text.Length => text.Remove(at, 1),
            1 when at < text.Length => text[..at] + Pick(ArgumentPool.Tokens) + text[(at + 1)..],
            2 => text[..at],
            _ => text.Insert(at, Pick(ArgumentPool.Tokens)),
        };
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static string Show(MutableStatement statement) => $"{statement.Keyword} {statement.Argument}";
}
