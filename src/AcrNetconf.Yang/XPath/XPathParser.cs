namespace AcrNetconf.Yang.XPath;

/// <summary>Recursive-descent parser of XPath 1.0. Total: bad input gives an error with its position, nesting is bounded.</summary>
internal sealed class XPathParser
{
    /// <summary>Deepest nesting of parentheses, predicates and arguments; more is refused.</summary>
    public const int MaxDepth = 100;

    /// <summary>Longest chain of one operator that nests when evaluated (+, =, ...).</summary>
    private const int MaxChain = 200;

    private readonly XPathLexer _lexer;
    private XPathToken _token;
    private XPathToken _next;
    private XPathSyntaxError? _error;
    private int _depth;

    private XPathParser(string text)
    {
        _lexer = new XPathLexer(text);
        _token = _lexer.Next();
        _next = _lexer.Next();
    }

    /// <summary>Parses a whole text. Names are not resolved yet. Never throws.</summary>
    /// <returns>The expression, or null with the error set.</returns>
    public static Expression? Parse(string text, out XPathSyntaxError? error)
    {
        var parser = new XPathParser(text);
        var expression = parser.ParseOr();
        if (expression is not null && parser._token.Kind != XPathTokenKind.End)
        {
            parser.Expected("the end or an operator");
        }

        error = parser._error;
        return error is null ? expression : null;
    }

    private void Advance()
    {
        _token = _next;
        _next = _token.Kind is XPathTokenKind.End or XPathTokenKind.Error ? _token : _lexer.Next();
    }

    private Expression? Fail(int position, string message)
    {
        _error ??= new(position, message);
        return null;
    }

    private Expression? Expected(string what) => _token.Kind switch
    {
        XPathTokenKind.Error => Fail(_token.Position, _token.Text),
        XPathTokenKind.End => Fail(_token.Position, $"the expression ends where {what} was expected"),
        _ => Fail(_token.Position, $"found \"{_token.Text}\" where {what} was expected"),
    };

    private bool Take(XPathTokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private Expression? ParseOr()
    {
        if (++_depth > MaxDepth)
        {
            return Fail(_token.Position, $"nested deeper than {MaxDepth}");
        }

        var result = ParseLogical(XPathTokenKind.Or);
        _depth--;
        return result;
    }

    private Expression? ParseLogical(XPathTokenKind kind)
    {
        var position = _token.Position;
        var first = kind == XPathTokenKind.Or ? ParseLogical(XPathTokenKind.And) : ParseBinary(0);
        if (first is null || _token.Kind != kind)
        {
            return first;
        }

        var operands = new List<Expression> { first };
        while (Take(kind))
        {
            var next = kind == XPathTokenKind.Or ? ParseLogical(XPathTokenKind.And) : ParseBinary(0);
            if (next is null)
            {
                return null;
            }

            operands.Add(next);
        }

        return new LogicalExpression(position, kind == XPathTokenKind.Or, operands);
    }

    /// <summary>Binary operators by level, weakest first: equality, relation, additive, multiplicative.</summary>
    private static bool IsOperator(XPathTokenKind kind, int level) => level switch
    {
        0 => kind is XPathTokenKind.Equal or XPathTokenKind.NotEqual,
        1 => kind is XPathTokenKind.Less or XPathTokenKind.LessOrEqual or XPathTokenKind.Greater or XPathTokenKind.GreaterOrEqual,
        2 => kind is XPathTokenKind.Plus or XPathTokenKind.Minus,
        _ => kind is XPathTokenKind.Multiply or XPathTokenKind.Divide or XPathTokenKind.Modulo,
    };

    private Expression? ParseBinary(int level)
    {
        if (level == 4)
        {
            return ParseUnary();
        }

        var left = ParseBinary(level + 1);
        for (var chain = 0; left is not null && IsOperator(_token.Kind, level); chain++)
        {
            var (kind, position) = (_token.Kind, _token.Position);
            if (chain == MaxChain)
            {
                return Fail(position, $"more than {MaxChain} operators in a row");
            }

            Advance();
            if (ParseBinary(level + 1) is not { } right)
            {
                return null;
            }

            left = level < 2 ? new ComparisonExpression(position, kind, left, right) : new ArithmeticExpression(position, kind, left, right);
        }

        return left;
    }

    private Expression? ParseUnary()
    {
        var position = _token.Position;
        var minuses = 0;
        while (Take(XPathTokenKind.Minus))
        {
            minuses++;
        }

        var operand = ParseUnion();
        if (operand is null || minuses == 0)
        {
            return operand;
        }

        // An even number of minuses still converts to a number.
        var negated = new NegateExpression(position, operand);
        return minuses % 2 == 1 ? negated : new NegateExpression(position, negated);
    }

    private Expression? ParseUnion()
    {
        var position = _token.Position;
        var first = ParsePath();
        if (first is null || _token.Kind != XPathTokenKind.Pipe)
        {
            return first;
        }

        var operands = new List<Expression> { first };
        while (Take(XPathTokenKind.Pipe))
        {
            if (ParsePath() is not { } next)
            {
                return null;
            }

            operands.Add(next);
        }

        foreach (var operand in operands)
        {
            if (!ReturnsNodes(operand))
            {
                return Fail(operand.Position, "only node-sets can be united with \"|\"");
            }
        }

        return new UnionExpression(position, operands);
    }

    private static bool ReturnsNodes(Expression expression) => expression switch
    {
        PathExpression or UnionExpression => true,
        FunctionCall call => call.Function.Returns == XPathValueKind.NodeSet,
        _ => false,
    };

    private Expression? ParsePath()
    {
        var position = _token.Position;
        switch (_token.Kind)
        {
            case XPathTokenKind.Slash:
                Advance();
                return StartsStep() ? ParseSteps(position, PathStart.Root, null, [], []) : new PathExpression(position, PathStart.Root, null, [], []);
            case XPathTokenKind.SlashSlash:
                Advance();
                return ParseSteps(position, PathStart.Root, null, [], [AnyDescendant(position)]);
            case XPathTokenKind.OpenParenthesis or XPathTokenKind.Literal or XPathTokenKind.Number or XPathTokenKind.Variable:
                return ParseFilter(position);
            case XPathTokenKind.Name when _next.Kind == XPathTokenKind.OpenParenthesis && !IsNodeType(_token):
                return ParseFilter(position);
            default:
                return StartsStep() ? ParseSteps(position, PathStart.Context, null, [], []) : Expected("an expression");
        }
    }

    private Expression? ParseFilter(int position)
    {
        if (ParsePrimary() is not { } primary || ParsePredicates() is not { } predicates)
        {
            return null;
        }

        var continues = _token.Kind is XPathTokenKind.Slash or XPathTokenKind.SlashSlash;
        if (predicates.Count == 0 && !continues)
        {
            return primary;
        }

        if (!ReturnsNodes(primary))
        {
            return Fail(position, "only a node-set can be filtered or continued with a path");
        }

        var start = _token.Position;
        if (Take(XPathTokenKind.SlashSlash))
        {
            return ParseSteps(position, PathStart.Expression, primary, predicates, [AnyDescendant(start)]);
        }

        return Take(XPathTokenKind.Slash)
            ? ParseSteps(position, PathStart.Expression, primary, predicates, [])
            : new PathExpression(position, PathStart.Expression, primary, predicates, []);
    }

    private static Step AnyDescendant(int position) => new(XPathAxis.DescendantOrSelf, new NodeTest(NodeTestKind.Node, null, ""), [], position);

    private bool StartsStep() => _token.Kind is XPathTokenKind.Name or XPathTokenKind.Wildcard or XPathTokenKind.PrefixWildcard
        or XPathTokenKind.Dot or XPathTokenKind.DotDot or XPathTokenKind.At;

    private Expression? ParseSteps(int position, PathStart start, Expression? origin, List<Expression> originPredicates, List<Step> steps)
    {
        while (true)
        {
            if (ParseStep() is not { } step)
            {
                return null;
            }

            steps.Add(step);
            var at = _token.Position;
            if (Take(XPathTokenKind.SlashSlash))
            {
                steps.Add(AnyDescendant(at));
            }
            else if (!Take(XPathTokenKind.Slash))
            {
                return new PathExpression(position, start, origin, originPredicates, steps);
            }
        }
    }

    private Step? ParseStep()
    {
        var position = _token.Position;
        if (Take(XPathTokenKind.Dot))
        {
            return new(XPathAxis.Self, new NodeTest(NodeTestKind.Node, null, ""), [], position);
        }

        if (Take(XPathTokenKind.DotDot))
        {
            return new(XPathAxis.Parent, new NodeTest(NodeTestKind.Node, null, ""), [], position);
        }

        var axis = XPathAxis.Child;
        if (Take(XPathTokenKind.At))
        {
            axis = XPathAxis.Attribute;
        }
        else if (_token.Kind == XPathTokenKind.Name && _next.Kind == XPathTokenKind.ColonColon)
        {
            if (_token.Prefix is not null || !TryAxis(_token.Text, out axis))
            {
                Fail(position, $"\"{_token.Text}\" is not an axis");
                return null;
            }

            Advance();
            Advance();
        }

        if (ParseNodeTest() is not { } test || ParsePredicates() is not { } predicates)
        {
            return null;
        }

        return new(axis, test, predicates, position);
    }

    private NodeTest? ParseNodeTest()
    {
        var token = _token;
        switch (token.Kind)
        {
            case XPathTokenKind.Wildcard or XPathTokenKind.PrefixWildcard:
                Advance();
                return new(NodeTestKind.Any, token.Prefix, "*");
            case XPathTokenKind.Name when _next.Kind == XPathTokenKind.OpenParenthesis && IsNodeType(token):
                return ParseNodeType(token);
            case XPathTokenKind.Name:
                Advance();
                return new(NodeTestKind.Name, token.Prefix, token.Text);
            default:
                Expected("a node name");
                return null;
        }
    }

    private NodeTest? ParseNodeType(XPathToken token)
    {
        Advance();
        Advance();
        if (token.Text == "processing-instruction" && _token.Kind == XPathTokenKind.Literal)
        {
            Advance();
        }

        if (!Take(XPathTokenKind.CloseParenthesis))
        {
            Expected("\")\"");
            return null;
        }

        var kind = token.Text switch
        {
            "node" => NodeTestKind.Node,
            "text" => NodeTestKind.Text,
            _ => NodeTestKind.Nothing,
        };
        return new(kind, null, "");
    }

    private static bool IsNodeType(XPathToken token)
        => token.Prefix is null && token.Text is "node" or "text" or "comment" or "processing-instruction";

    private static bool TryAxis(string name, out XPathAxis axis)
    {
        (var known, axis) = name switch
        {
            "child" => (true, XPathAxis.Child),
            "parent" => (true, XPathAxis.Parent),
            "self" => (true, XPathAxis.Self),
            "descendant" => (true, XPathAxis.Descendant),
            "descendant-or-self" => (true, XPathAxis.DescendantOrSelf),
            "ancestor" => (true, XPathAxis.Ancestor),
            "ancestor-or-self" => (true, XPathAxis.AncestorOrSelf),
            "following-sibling" => (true, XPathAxis.FollowingSibling),
            "preceding-sibling" => (true, XPathAxis.PrecedingSibling),
            "following" => (true, XPathAxis.Following),
            "preceding" => (true, XPathAxis.Preceding),
            "attribute" => (true, XPathAxis.Attribute),
            "namespace" => (true, XPathAxis.Namespace),
            _ => (false, XPathAxis.Child),
        };
        return known;
    }

    private List<Expression>? ParsePredicates()
    {
        var predicates = new List<Expression>();
        while (Take(XPathTokenKind.OpenBracket))
        {
            if (ParseOr() is not { } predicate)
            {
                return null;
            }

            predicates.Add(predicate);
            if (!Take(XPathTokenKind.CloseBracket))
            {
                Expected("\"]\"");
                return null;
            }
        }

        return predicates;
    }

    private Expression? ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case XPathTokenKind.Literal:
                Advance();
                return new LiteralExpression(token.Position, XPathValue.From(token.Text));
            case XPathTokenKind.Number:
                Advance();
                return new LiteralExpression(token.Position, XPathValue.From(XPathNumber.Parse(token.Text)));
            case XPathTokenKind.Variable:
                // RFC 7950 §6.4.1: the set of variable bindings is empty.
                return Fail(token.Position, $"there is no variable ${token.Text}");
            case XPathTokenKind.OpenParenthesis:
                Advance();
                var inner = ParseOr();
                if (inner is not null && !Take(XPathTokenKind.CloseParenthesis))
                {
                    return Expected("\")\"");
                }

                return inner;
            default:
                return ParseCall(token);
        }
    }

    private Expression? ParseCall(XPathToken name)
    {
        Advance();
        Advance();
        var arguments = new List<Expression>();
        if (!Take(XPathTokenKind.CloseParenthesis))
        {
            do
            {
                if (ParseOr() is not { } argument)
                {
                    return null;
                }

                arguments.Add(argument);
            }
            while (Take(XPathTokenKind.Comma));

            if (!Take(XPathTokenKind.CloseParenthesis))
            {
                return Expected("\",\" or \")\"");
            }
        }

        if (name.Prefix is not null || XPathFunction.Find(name.Text) is not { } function)
        {
            var written = name.Prefix is null ? name.Text : $"{name.Prefix}:{name.Text}";
            return Fail(name.Position, $"there is no function {written}()");
        }

        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            return Fail(name.Position, $"{function.Name}() has {arguments.Count} arguments; {Arity(function)} expected");
        }

        if (function.NodeSetArgument && arguments.Count > 0 && !ReturnsNodes(arguments[0]))
        {
            return Fail(arguments[0].Position, $"the first argument of {function.Name}() is not a node-set");
        }

        return new FunctionCall(name.Position, function, arguments);
    }

    private static string Arity(XPathFunction function)
        => function.MaxArguments == int.MaxValue ? $"{function.MinArguments} or more"
            : function.MinArguments == function.MaxArguments ? $"{function.MinArguments}"
            : $"{function.MinArguments} to {function.MaxArguments}";
}
