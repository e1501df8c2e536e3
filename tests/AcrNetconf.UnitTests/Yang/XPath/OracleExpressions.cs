namespace AcrNetconf.UnitTests.Yang.XPath;

/// <summary>Random XPath 1.0 expressions over the names of <see cref="OracleDocument"/>.</summary>
internal sealed class OracleExpressions(Random random)
{
    private static readonly string[] Names = ["r", "a", "b", "l", "x", "y", "n", "v", "*", "node()", "text()"];

    private static readonly string[] Axes =
    [
        "child::", "child::", "child::", "", "", "", "parent::", "self::", "descendant::", "descendant-or-self::", "ancestor::",
        "ancestor-or-self::", "following-sibling::", "preceding-sibling::", "following::", "preceding::",
    ];

    public string Any(int depth) => random.Next(4) switch
    {
        0 => Number(depth),
        1 => Text(depth),
        2 => Boolean(depth),
        _ => Nodes(depth),
    };

    public string Nodes(int depth)
    {
        if (depth > 0 && random.Next(6) == 0)
        {
            return random.Next(3) switch
            {
                0 => $"({Nodes(depth - 1)} | {Nodes(depth - 1)})",
                1 => $"({Nodes(depth - 1)}){Predicate(depth - 1)}",
                _ => $"({Nodes(depth - 1)})/{Step(depth - 1)}",
            };
        }

        var start = random.Next(5) switch { 0 => "/", 1 => "//", 2 => "../", 3 => "/r/", _ => "" };
        var path = start + Step(depth);
        for (var i = random.Next(3); i > 0; i--)
        {
            path += (random.Next(6) == 0 ? "//" : "/") + Step(depth);
        }

        return path;
    }

    private string Step(int depth)
    {
        if (random.Next(8) == 0)
        {
            return random.Next(2) == 0 ? "." : "..";
        }

        var step = Pick(Axes) + Pick(Names);
        return depth > 0 && random.Next(3) == 0 ? step + Predicate(depth - 1) : step;
    }

    private string Predicate(int depth) => random.Next(6) switch
    {
        0 => $"[{random.Next(1, 4)}]",
        1 => "[last()]",
        2 => $"[position() {Pick("<", ">", "=", "!=")} {random.Next(1, 4)}]",
        3 => $"[{Pick("x", "y", "n", ".")} = {Pick("'1'", "'alpha'", "2", "../x", "'true'")}]",
        4 => $"[{Boolean(depth)}]",
        _ => $"[{Nodes(depth)}]",
    };

    private string Number(int depth) => depth <= 0 ? Pick("0", "1", "2.5", ".5", "10") : random.Next(10) switch
    {
        0 => $"count({Nodes(depth - 1)})",
        1 => $"sum({Nodes(depth - 1)})",
        2 => $"number({Any(depth - 1)})",
        3 => $"string-length({Text(depth - 1)})",
        4 => $"{Pick("floor", "ceiling", "round")}({Number(depth - 1)})",
        5 => $"({Number(depth - 1)} {Pick("+", "-", "*", "div", "mod")} {Number(depth - 1)})",
        6 => $"(0 - {Number(depth - 1)})", // unary minus on 0 prints "-0" in the oracle
        7 => Pick("position()", "last()"),
        _ => Pick("0", "1", "2.5", ".5", "10", "7 mod 3", "1.5 mod 0.5"),
    };

    private string Text(int depth) => depth <= 0 ? Pick("'alpha'", "\"\"", "'l'", "' x  y '") : random.Next(11) switch
    {
        0 => $"string({Any(depth - 1)})",
        1 => $"concat({Any(depth - 1)}, {Any(depth - 1)}, '-')",
        2 => $"substring-before({Text(depth - 1)}, {Text(depth - 1)})",
        3 => $"substring-after({Text(depth - 1)}, {Text(depth - 1)})",
        4 => $"substring({Text(depth - 1)}, {Number(depth - 1)}, {random.Next(5)})",
        5 => $"substring({Text(depth - 1)}, {Number(depth - 1)})",
        6 => $"normalize-space({Text(depth - 1)})",
        7 => $"translate({Text(depth - 1)}, 'alph', 'XY')",
        8 => $"local-name({Nodes(depth - 1)})",
        9 => $"namespace-uri({Nodes(depth - 1)})",
        _ => Pick("'alpha'", "'beta'", "'1'", "''"),
    };

    private string Boolean(int depth) => depth <= 0 ? Pick("true()", "false()", "x", "not(y)") : random.Next(8) switch
    {
        0 => $"not({Any(depth - 1)})",
        1 => $"boolean({Any(depth - 1)})",
        2 => $"({Boolean(depth - 1)} {Pick("and", "or")} {Boolean(depth - 1)})",
        3 => $"starts-with({Text(depth - 1)}, {Text(depth - 1)})",
        4 => $"contains({Text(depth - 1)}, {Text(depth - 1)})",
        5 => $"({Nodes(depth - 1)} {Comparison()} {Nodes(depth - 1)})",
        _ => $"({Any(depth - 1)} {Comparison()} {Any(depth - 1)})",
    };

    private string Comparison() => Pick("=", "!=", "<", "<=", ">", ">=");

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
