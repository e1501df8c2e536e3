using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Syntax;

/// <summary>A boolean expression over features (RFC 7950 §7.20.2).</summary>
internal abstract class IfFeatureExpression
{
    private const int MaxDepth = 100;
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n()");

    /// <summary>Truth of the expression given the truth of each feature name (with prefix as written).</summary>
    public abstract bool Evaluate(Func<string, bool> isSupported);

    /// <summary>Calls <paramref name="visit"/> for each feature name in order of appearance.</summary>
    public abstract void Visit(Action<string> visit);

    public static bool TryParse(string text, [NotNullWhen(true)] out IfFeatureExpression? expression)
    {
        var parser = new Parser(text);
        expression = parser.ReadOr(0);
        return expression is not null && parser.IsAtEnd;
    }

    private sealed class Feature(string name) : IfFeatureExpression
    {
        public override bool Evaluate(Func<string, bool> isSupported) => isSupported(name);

        public override void Visit(Action<string> visit) => visit(name);
    }

    private sealed class Not(IfFeatureExpression operand) : IfFeatureExpression
    {
        public override bool Evaluate(Func<string, bool> isSupported) => !operand.Evaluate(isSupported);

        public override void Visit(Action<string> visit) => operand.Visit(visit);
    }

    private sealed class Binary(List<IfFeatureExpression> operands, bool isAnd) : IfFeatureExpression
    {
        public override bool Evaluate(Func<string, bool> isSupported)
        {
            foreach (var operand in operands)
            {
                if (operand.Evaluate(isSupported) != isAnd)
                {
                    return !isAnd;
                }
            }

            return isAnd;
        }

        public override void Visit(Action<string> visit)
        {
            foreach (var operand in operands)
            {
                operand.Visit(visit);
            }
        }
    }

    private struct Parser(string text)
    {
        private int _at;

        public bool IsAtEnd
        {
            get
            {
                SkipSpace();
                return _at == text.Length;
            }
        }

        public IfFeatureExpression? ReadOr(int depth) => ReadOperands("or", depth);

        private IfFeatureExpression? ReadOperands(string separator, int depth)
        {
            if (depth > MaxDepth)
            {
                return null;
            }

            List<IfFeatureExpression>? operands = null;
            var first = separator == "or" ? ReadOperands("and", depth) : ReadFactor(depth);
            while (first is not null && TryWord(separator))
            {
                if (!IsAfterSpace(separator.Length) || !IsBeforeSpace)
                {
                    return null;
                }

                if ((separator == "or" ? ReadOperands("and", depth) : ReadFactor(depth)) is not { } next)
                {
                    return null;
                }

                (operands ??= [first]).Add(next);
            }

            return operands is null ? first : new Binary(operands, isAnd: separator == "and");
        }

        private IfFeatureExpression? ReadFactor(int depth)
        {
            if (depth > MaxDepth)
            {
                return null;
            }

            if (TryWord("not"))
            {
                return IsBeforeSpace && ReadFactor(depth + 1) is { } operand ? new Not(operand) : null;
            }

            SkipSpace();
            if (_at < text.Length && text[_at] == '(')
            {
                _at++;
                var inner = ReadOr(depth + 1);
                SkipSpace();
                if (inner is null || _at >= text.Length || text[_at] != ')')
                {
                    return null;
                }

                _at++;
                return inner;
            }

            var name = PeekWord();
            if (!ArgumentSyntax.IsIdentifierReference(name) || name is "and" or "or" or "not")
            {
                return null;
            }

            _at += name.Length;
            return new Feature(name.ToString());
        }

        // RFC 7950 §14, if-feature-expr: "not" has a blank behind it, "and" and "or" one on either side, parentheses or not.
        private readonly bool IsBeforeSpace => _at < text.Length && Lexical(text[_at]);

        private readonly bool IsAfterSpace(int length) => Lexical(text[_at - length - 1]);

        /// <summary>Takes a keyword; it ends at a blank or a parenthesis.</summary>
        private bool TryWord(string word)
        {
            SkipSpace();
            if (!PeekWord().SequenceEqual(word))
            {
                return false;
            }

            _at += word.Length;
            return true;
        }

        private readonly ReadOnlySpan<char> PeekWord()
        {
            var rest = text.AsSpan(_at);
            var end = rest.IndexOfAny(WordEnds);
            return end < 0 ? rest : rest[..end];
        }

        private void SkipSpace()
        {
            while (_at < text.Length && Lexical(text[_at]))
            {
                _at++;
            }
        }

        private static bool Lexical(char c) => Types.Lexical.IsSpace(c);
    }
}
