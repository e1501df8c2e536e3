using System.Xml;

namespace AcrNetconf.Yang.XPath;

/// <summary>Splits an expression into tokens (XPath 1.0 §3.7). Total: bad input gives an <see cref="XPathTokenKind.Error"/> token.</summary>
internal sealed class XPathLexer(string text)
{
    private int _position;
    private XPathTokenKind _previous = XPathTokenKind.End;

    /// <summary>The next token; after the end or an error, that token again.</summary>
    public XPathToken Next()
    {
        if (_previous == XPathTokenKind.Error)
        {
            return new(XPathTokenKind.Error, _position, "unusable text");
        }

        while (_position < text.Length && IsSpace(text[_position]))
        {
            _position++;
        }

        var token = Read();
        _previous = token.Kind;
        return token;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private XPathToken Read()
    {
        var start = _position;
        if (start >= text.Length)
        {
            return new(XPathTokenKind.End, start);
        }

        var c = text[start];
        if (IsDigit(c) || (c == '.' && start + 1 < text.Length && IsDigit(text[start + 1])))
        {
            return ReadNumber(start);
        }

        if (c is '"' or '\'')
        {
            return ReadLiteral(start, c);
        }

        if (c == '$')
        {
            _position++;
            var name = ReadNcName();
            return name is null ? Fail(start, "'$' is not followed by a variable name") : new(XPathTokenKind.Variable, start, name);
        }

        return IsNameStart(start) ? ReadName(start) : ReadSymbol(start, c);
    }

    private XPathToken ReadSymbol(int start, char c)
    {
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        return c switch
        {
            '(' => Symbol(XPathTokenKind.OpenParenthesis, 1),
            ')' => Symbol(XPathTokenKind.CloseParenthesis, 1),
            '[' => Symbol(XPathTokenKind.OpenBracket, 1),
            ']' => Symbol(XPathTokenKind.CloseBracket, 1),
            '.' when next == '.' => Symbol(XPathTokenKind.DotDot, 2),
            '.' => Symbol(XPathTokenKind.Dot, 1),
            '@' => Symbol(XPathTokenKind.At, 1),
            ',' => Symbol(XPathTokenKind.Comma, 1),
            ':' when next == ':' => Symbol(XPathTokenKind.ColonColon, 2),
            '/' when next == '/' => Symbol(XPathTokenKind.SlashSlash, 2),
            '/' => Symbol(XPathTokenKind.Slash, 1),
            '|' => Symbol(XPathTokenKind.Pipe, 1),
            '+' => Symbol(XPathTokenKind.Plus, 1),
            '-' => Symbol(XPathTokenKind.Minus, 1),
            '=' => Symbol(XPathTokenKind.Equal, 1),
            '!' when next == '=' => Symbol(XPathTokenKind.NotEqual, 2),
            '<' when next == '=' => Symbol(XPathTokenKind.LessOrEqual, 2),
            '<' => Symbol(XPathTokenKind.Less, 1),
            '>' when next == '=' => Symbol(XPathTokenKind.GreaterOrEqual, 2),
            '>' => Symbol(XPathTokenKind.Greater, 1),
            '*' => Symbol(IsOperatorPosition() ? XPathTokenKind.Multiply : XPathTokenKind.Wildcard, 1),
            _ => Fail(start, $"character '{c}' cannot start anything"),
        };
    }

    private XPathToken Symbol(XPathTokenKind kind, int length)
    {
        var start = _position;
        _position += length;
        return new(kind, start, text.Substring(start, length));
    }

    /// <summary>XPath 1.0 §3.7: after a preceding token that ends an operand, '*' and the names and/or/div/mod are operators.</summary>
    private bool IsOperatorPosition() => _previous is XPathTokenKind.CloseParenthesis or XPathTokenKind.CloseBracket
        or XPathTokenKind.Dot or XPathTokenKind.DotDot or XPathTokenKind.Literal or XPathTokenKind.Number
        or XPathTokenKind.Name or XPathTokenKind.Wildcard or XPathTokenKind.PrefixWildcard or XPathTokenKind.Variable;

    private XPathToken ReadNumber(int start)
    {
        while (_position < text.Length && IsDigit(text[_position]))
        {
            _position++;
        }

        if (_position < text.Length && text[_position] == '.')
        {
            _position++;
            while (_position < text.Length && IsDigit(text[_position]))
            {
                _position++;
            }
        }

        return new(XPathTokenKind.Number, start, text[start.._position]);
    }

    private XPathToken ReadLiteral(int start, char quote)
    {
        var end = text.IndexOf(quote, start + 1);
        if (end < 0)
        {
            return Fail(start, $"the literal that starts with {quote} never ends");
        }

        _position = end + 1;
        return new(XPathTokenKind.Literal, start, text[(start + 1)..end]);
    }

    private XPathToken ReadName(int start)
    {
        var name = ReadNcName()!; // IsNameStart was true
        if (IsOperatorPosition())
        {
            return name switch
            {
                "and" => new(XPathTokenKind.And, start, name),
                "or" => new(XPathTokenKind.Or, start, name),
                "div" => new(XPathTokenKind.Divide, start, name),
                "mod" => new(XPathTokenKind.Modulo, start, name),
                _ => Fail(start, $"found \"{name}\" where an operator was expected"),
            };
        }

        // A single colon makes a qualified name; two colons end an axis name.
        if (_position + 1 < text.Length && text[_position] == ':' && text[_position + 1] != ':')
        {
            if (text[_position + 1] == '*')
            {
                _position += 2;
                return new(XPathTokenKind.PrefixWildcard, start, "*", name);
            }

            if (IsNameStart(_position + 1))
            {
                _position++;
                return new(XPathTokenKind.Name, start, ReadNcName()!, name);
            }
        }

        return new(XPathTokenKind.Name, start, name);
    }

    private bool IsNameStart(int at)
        => at < text.Length && text[at] != ':'
            && (XmlConvert.IsStartNCNameChar(text[at]) || IsSurrogatePair(at));

    private bool IsSurrogatePair(int at)
        => at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]);

    private string? ReadNcName()
    {
        if (!IsNameStart(_position))
        {
            return null;
        }

        var start = _position;
        while (_position < text.Length)
        {
            if (XmlConvert.IsNCNameChar(text[_position]))
            {
                _position++;
            }
            else if (IsSurrogatePair(_position))
            {
                _position += 2;
            }
            else
            {
                break;
            }
        }

        return text[start.._position];
    }

    private static XPathToken Fail(int at, string message) => new(XPathTokenKind.Error, at, message);
}
