namespace AcrNetconf.Yang.XPath;

/// <summary>Tokens of XPath 1.0 §3.7, after the disambiguation rules of that section.</summary>
internal enum XPathTokenKind
{
    End,
    Error,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Dot,
    DotDot,
    At,
    Comma,
    ColonColon,
    Literal,
    Number,

    /// <summary>NCName or QName in a name position: node test, function, axis or node type.</summary>
    Name,

    /// <summary><c>*</c> as a node test.</summary>
    Wildcard,

    /// <summary><c>prefix:*</c>.</summary>
    PrefixWildcard,
    Variable,
    Slash,
    SlashSlash,
    Pipe,
    Plus,
    Minus,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Multiply,
    Divide,
    Modulo,
}
