using System.Text;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.UnitTests.Yang.Validation.RandomModels;

/// <summary>A random module and one that augments it, with every kind of constraint between random nodes if wanted.</summary>
internal sealed class RandomModel
{
    private static readonly string[] Types = ["uint8", "uint8", "uint8", "uint8", "string", "string", "enumeration", "boolean", "identityref", "decimal64", "bits", "union", "empty", "instance-identifier", "int64", "uint64", "binary"];

    private readonly Random _random;
    private readonly bool _hasAnydata;
    private readonly bool _hasConditions;
    private readonly RandomExpressions _expressions;
    private readonly List<RandomNode> _nodes = [];
    private readonly StringBuilder _groupings = new();
    private bool _isAugment;

    private RandomModel(Random random, bool hasAnydata, bool hasConditions)
    {
        _hasAnydata = hasAnydata;
        _hasConditions = hasConditions;
        _random = random;
        _expressions = new RandomExpressions(random, _nodes);
    }

    /// <summary>Modules that compile; the random source is drawn on until some do.</summary>
    public static (SchemaContext Context, string Text) Create(Random random, bool hasAnydata = true, bool hasConditions = true)
    {
        var refusals = new List<string>();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var (main, augment) = new RandomModel(random, hasAnydata, hasConditions).Modules();
            var compilation = new SchemaContextBuilder(new MemoryModuleSource())
                .ImplementText(new ModuleText("t", null, main)).ImplementText(new ModuleText("g", null, augment)).Compile();
            if (compilation.Context is { } context)
            {
                return (context, main + augment);
            }

            refusals.Add(compilation.Diagnostics[0].ToString());
        }

        throw new AssertFailedException(string.Join('\n', refusals.TakeLast(5)));
    }

    private (string Main, string Augment) Modules()
    {
        var top = New("container", null, "top");
        var body = new StringBuilder();
        Children(body, top, 2, _random.Next(4, 8));
        var main = "module t { yang-version 1.1; namespace 'urn:t'; prefix t;\n"
            + "identity base; identity red { base base; } identity dark-red { base red; } identity blue { base base; }\n"
            + $"container top {{ {Chance(3, "presence p;")} {body} }}\n{_groupings}}}\n";

        _isAugment = true;
        var text = new StringBuilder("module g { yang-version 1.1; namespace 'urn:g'; prefix g; import t { prefix t; }\n");
        foreach (var target in _nodes.Where(static node => node.Keyword is "container" or "list" or "case" or "choice").ToArray())
        {
            if (target == top || _random.Next(5) == 0)
            {
                var inner = new StringBuilder();
                var order = _nodes.Count;
                Children(inner, target, 1, _random.Next(1, 3), isAugment: true);
                text.Append($"augment '{SchemaPath(target)}' {{ ");
                if (_hasConditions && _random.Next(3) == 0 && target.Keyword is "container" or "list")
                {
                    text.Append($"when \"{_expressions.Condition(target, order, isAugment: true)}\"; ");
                }

                text.Append(inner).Append("}\n");
            }
        }

        return (main, text.Append('}').ToString());
    }

    private static string SchemaPath(RandomNode node)
        => (node.Parent is null ? "" : SchemaPath(node.Parent)) + (node.IsAugmented ? "/g:" : "/t:") + node.Name;

    private RandomNode New(string keyword, RandomNode? parent, string? name = null)
    {
        var node = new RandomNode(name ?? $"n{_nodes.Count}", keyword, parent, _isAugment, _nodes.Count);
        parent?.Children.Add(node);
        _nodes.Add(node);
        return node;
    }

    private void Children(StringBuilder text, RandomNode parent, int depth, int count, bool isAugment = false)
    {
        for (var i = 0; i < count; i++)
        {
            var kind = _random.Next(20);
            switch (kind)
            {
                case < 3 when depth > 0 && parent.Keyword != "choice":
                    Container(text, parent, depth);
                    break;
                case < 8 when depth > 0:
                    List(text, parent, depth);
                    break;
                case < 10 when depth > 0 && parent.Keyword != "choice":
                    Choice(text, parent, depth);
                    break;
                case 10 when _hasAnydata && depth > 0 && _random.Next(3) == 0:
                    var free = New("anydata", parent);
                    text.Append($"{(_random.Next(2) == 0 ? "anydata" : "anyxml")} {free.Name} {{ {When(free)} {Must(free)} }}\n");
                    break;
                case < 12:
                    Leaf(text, New("leaf-list", parent), false);
                    break;
                default:
                    Leaf(text, New("leaf", parent), isAugment);
                    break;
            }
        }
    }

    private void Container(StringBuilder text, RandomNode parent, int depth)
    {
        var node = New("container", parent);
        var head = $"container {node.Name} {{ {Chance(2, "presence p;")} {When(node)} ";
        var inner = new StringBuilder();
        Children(inner, node, depth - 1, _random.Next(1, 4));
        var must = Must(node);
        if (!_isAugment && _random.Next(4) == 0)
        {
            _groupings.Append($"grouping in-{node.Name} {{ {inner} }}\n");
            text.Append($"{head} {must} uses in-{node.Name}; }}\n");
        }
        else
        {
            text.Append($"{head} {must} {inner} }}\n");
        }
    }

    private void List(StringBuilder text, RandomNode parent, int depth)
    {
        var node = New("list", parent);
        text.Append($"list {node.Name} {{ {When(node)} {Chance(3, "ordered-by user;")} ");
        var keys = _random.Next(5) == 0 ? 2 : 1;
        for (var i = 0; i < keys; i++)
        {
            var key = New("leaf", node);
            key.IsKey = true;
            key.Type = _random.Next(3) == 0 ? "string" : "uint8";
            text.Append($"leaf {key.Name} {{ type {key.Type}; {(_random.Next(8) == 0 ? Must(key) : "")} }} ");
        }

        text.Append($"key '{string.Join(' ', node.Children.Select(static key => key.Name))}'; ");
        Children(text, node, depth - 1, _random.Next(2, 6));
        var leafs = Below(node).Where(static leaf => !leaf.IsKey).ToArray();
        for (var n = _random.Next(3); n > 0 && leafs.Length > 0; n--)
        {
            var chosen = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => leafs[_random.Next(leafs.Length)]).Distinct()
                .Select(leaf => SchemaPath(leaf)[(SchemaPath(node).Length + 1)..]);
            text.Append($"unique '{string.Join(' ', chosen)}'; ");
        }

        text.Append(Bounds()).Append(Must(node)).Append("}\n");
    }

    /// <summary>Leafs below a list through containers and choices only.</summary>
    private static IEnumerable<RandomNode> Below(RandomNode node)
        => node.Children.SelectMany(static child => child.Keyword switch { "leaf" => [child], "container" or "choice" or "case" => Below(child), _ => [] });

    private void Choice(StringBuilder text, RandomNode parent, int depth)
    {
        var node = New("choice", parent);
        text.Append($"choice {node.Name} {{ ");
        var cases = _random.Next(2, 4);
        var start = _nodes.Count;
        var mandatory = _random.Next(4) == 0;
        if (!mandatory && _random.Next(5) == 0)
        {
            text.Append(When(node));
        }

        for (var i = 0; i < cases; i++)
        {
            if (_random.Next(2) == 0)
            {
                Leaf(text, New("leaf", node), true);
                continue;
            }

            var @case = New("case", node);
            text.Append($"case {@case.Name} {{ {(_random.Next(4) == 0 ? When(@case) : "")} ");
            Children(text, @case, depth - 1, _random.Next(1, 4));
            text.Append("} ");
        }

        text.Append(mandatory ? "mandatory true; " : _random.Next(2) == 0 ? $"default {_nodes[start].Name}; " : "").Append("}\n");
    }

    private void Leaf(StringBuilder text, RandomNode node, bool isNeverMandatory)
    {
        var isList = node.Keyword == "leaf-list";
        node.Type = Types[_random.Next(Types.Length)];
        var type = TypeOf(node);
        text.Append($"{node.Keyword} {node.Name} {{ type {type} {When(node)} {Must(node)} ");
        if (isList)
        {
            text.Append(Chance(3, "ordered-by user;"));
        }

        var isMandatory = !isNeverMandatory && _random.Next(8) == 0;
        if (DefaultOf(node) is { } value && !isMandatory && _random.Next(3) == 0)
        {
            text.Append($"default '{value}'; ");
        }
        else if (isList)
        {
            text.Append(Bounds());
        }
        else if (isMandatory)
        {
            text.Append("mandatory true; ");
        }

        text.Append("}\n");
    }

    private string TypeOf(RandomNode node)
    {
        if (_random.Next(3) == 0 && _expressions.LeafRefPath(node) is { } path)
        {
            var (target, text) = path;
            node.Type = target.Type;
            return $"leafref {{ path \"{text}\"; {Chance(6, "require-instance false;")} }}";
        }

        switch (node.Type)
        {
            case "enumeration":
                return "enumeration { enum x; enum y { value 7; } enum z; }";
            case "identityref":
                return $"identityref {{ base {(_isAugment ? "t:" : "")}base; }}";
            case "decimal64":
                return "decimal64 { fraction-digits 2; }";
            case "bits":
                return "bits { bit b; bit a; }";
            case "union":
                var members = new List<string>();
                for (var n = _random.Next(2); n >= 0 && _expressions.LeafRefPath(node) is { } member; n--)
                {
                    members.Add($"type leafref {{ path \"{member.Text}\"; {Chance(4, "require-instance false;")} }}");
                }

                if (_random.Next(3) == 0)
                {
                    members.Insert(_random.Next(members.Count + 1), "type instance-identifier;");
                }

                members.Insert(_random.Next(members.Count + 1), _random.Next(2) == 0 ? "type uint8 { range 0..2; }" : "type enumeration { enum x; enum 3; }");
                return $"union {{ {string.Join(' ', members)} }}";
            case "empty" when node.Keyword == "leaf-list":
                node.Type = "boolean";
                return "boolean;";
            case "instance-identifier" when _random.Next(4) == 0:
                return "instance-identifier { require-instance false; }";
            default:
                return node.Type + ";";
        }
    }

    private string? DefaultOf(RandomNode node) => node.Type switch
    {
        "uint8" => $"{_random.Next(6)}",
        "string" => "abc"[_random.Next(3)].ToString(),
        "enumeration" => "y",
        "boolean" => "true",
        "identityref" => _isAugment ? "t:red" : "red",
        "decimal64" => "1.5",
        "bits" => "a",
        _ => null,
    };

    private string When(RandomNode node)
        => _hasConditions && _random.Next(6) == 0 && _expressions.Condition(node, node.Order, _isAugment) is var text ? $"when \"{text}\"; " : "";

    private string Must(RandomNode node)
        => _hasConditions && _random.Next(5) == 0 ? $"must \"{_expressions.Condition(node, int.MaxValue, _isAugment)}\"; " : "";

    private string Bounds() => _random.Next(6) switch { 0 => "max-elements 3; ", 1 => "min-elements 1; ", 2 => "min-elements 1; max-elements 2; ", _ => "" };

    private string Chance(int outOf, string text) => _random.Next(outOf) == 0 ? text : "";
}
