using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>Reads the regular expression language of XSD-TYPES appendix F. Never throws.</summary>
internal ref struct XsdPatternParser
{
    private const int MaxDepth = 200;
    private const int MaxCount = 1_000_000;
    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;
    private string? _problem;

    private XsdPatternParser(string text) => _text = text;

    public static bool TryParse(string text, [NotNullWhen(true)] out PatternNode? tree, [NotNullWhen(false)] out string? problem)
    {
        var parser = new XsdPatternParser(text);
        tree = parser.ReadChoice();
        if (parser._problem is null && parser._at < text.Length)
        {
            parser.Fail(text[parser._at] == ')' ? "unbalanced \")\"" : $"unexpected \"{text[parser._at]}\"");
        }

        if (parser._problem is null && tree.Size > PatternAutomaton.MaxInstructions)
        {
            parser._problem = "its repetitions multiply beyond what can be held";
        }

        problem = parser._problem;
        return problem is null;
    }

    private PatternNode ReadChoice()
    {
        if (++_depth > MaxDepth)
        {
            return Fail("parentheses are nested too deeply");
        }

        var first = ReadSequence();
        if (_at >= _text.Length || _text[_at] != '|')
        {
            _depth--;
            return first;
        }

        var branches = new List<PatternNode> { first };
        while (_problem is null && _at < _text.Length && _text[_at] == '|')
        {
            _at++;
            branches.Add(ReadSequence());
        }

        _depth--;
        return new ChoiceNode([.. branches]);
    }

    private PatternNode ReadSequence()
    {
        var parts = new List<PatternNode>();
        while (_problem is null && _at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            parts.Add(ReadQuantified());
        }

        return parts.Count == 1 ? parts[0] : new SequenceNode([.. parts]);
    }

    private PatternNode ReadQuantified()
    {
        var atom = ReadAtom();
        if (_problem is not null || _at >= _text.Length)
        {
            return atom;
        }

        switch (_text[_at])
        {
            case '?':
                _at++;
                return new RepeatNode(atom, 0, 1);
            case '*':
                _at++;
                return new RepeatNode(atom, 0, null);
            case '+':
                _at++;
                return new RepeatNode(atom, 1, null);
            case '{':
                return ReadCount(atom);
            default:
                return atom;
        }
    }

    private PatternNode ReadCount(PatternNode atom)
    {
        _at++;
        if (!TryReadNumber(out var minimum))
        {
            return Fail("a quantifier in braces starts with a number");
        }

        int? maximum = minimum;
        if (_at < _text.Length && _text[_at] == ',')
        {
            _at++;
            maximum = null;
            if (_at < _text.Length && _text[_at] != '}')
            {
                if (!TryReadNumber(out var upper))
                {
                    return Fail("a quantifier in braces is {n}, {n,} or {n,m}");
                }

                maximum = upper;
            }
        }

        if (_at >= _text.Length || _text[_at] != '}')
        {
            return Fail("a quantifier in braces does not end");
        }

        _at++;
        return maximum < minimum ? Fail($"{{{minimum},{maximum}}} has its bounds reversed") : new RepeatNode(atom, minimum, maximum);
    }

    private bool TryReadNumber(out int number)
    {
        number = 0;
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            number = Math.Min(MaxCount, (number * 10) + (_text[_at++] - '0'));
        }

        return _at > start;
    }

    private PatternNode ReadAtom()
    {
        var c = _text[_at];
        switch (c)
        {
            case '(':
                _at++;
                var group = ReadChoice();
                if (_problem is null && (_at >= _text.Length || _text[_at] != ')'))
                {
                    return Fail("a parenthesis is not closed");
                }

                _at++;
                return group;
            case '[':
                return new CharacterNode(ReadGroup());
            case '\\':
                return new CharacterNode(ReadEscape(out _));
            case '.':
                _at++;
                return new CharacterNode(CharacterClass.Dot);
            case '?' or '*' or '+' or '{':
                return Fail($"\"{c}\" has nothing to repeat");
            case ']':
                return Fail("\"]\" stands alone; write \"\\]\"");
            default:
                return new CharacterNode(CharacterClass.Of(ReadCodePoint()));
        }
    }

    private int ReadCodePoint()
    {
        var c = _text[_at++];
        return char.IsHighSurrogate(c) && _at < _text.Length && char.IsLowSurrogate(_text[_at])
            ? char.ConvertToUtf32(c, _text[_at++])
            : c;
    }

    /// <summary>A bracketed class with optional negation and subtraction: <c>[^a-z-[aeiou]]</c>.</summary>
    private CharacterClass ReadGroup()
    {
        if (++_depth > MaxDepth)
        {
            Fail("classes are nested too deeply");
            return CharacterClass.Dot;
        }

        _at++;
        var isNegated = _at < _text.Length && _text[_at] == '^';
        _at += isNegated ? 1 : 0;
        var ranges = new List<(int, int)>();
        var parts = new List<CharacterClass>();
        CharacterClass? without = null;
        var start = _at;
        while (_problem is null)
        {
            if (_at >= _text.Length)
            {
                Fail("a character class is not closed");
                break;
            }

            if (_text[_at] == ']')
            {
                if (_at == start)
                {
                    Fail("a character class is empty");
                }

                _at++;
                break;
            }

            if (_text[_at] == '-' && _at + 1 < _text.Length && _text[_at + 1] == '[' && _at > start)
            {
                _at++;
                without = ReadGroup();
                if (_problem is null && (_at >= _text.Length || _text[_at] != ']'))
                {
                    Fail("a subtracted class must come last");
                }

                _at++;
                break;
            }

            ReadMember(ranges, parts);
        }

        _depth--;
        return new([.. ranges], parts: [.. parts], isNegated: isNegated, without: without);
    }

    private void ReadMember(List<(int, int)> ranges, List<CharacterClass> parts)
    {
        if (!TryReadBound(parts, out var low))
        {
            return;
        }

        var isRange = low >= 0 && _at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] is not (']' or '[')
            && !(_text[_at + 1] == '-' && _at + 2 < _text.Length && _text[_at + 2] == '[');
        if (!isRange)
        {
            if (low >= 0)
            {
                ranges.Add((low, low));
            }
            else if (_at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] is not (']' or '['))
            {
                Fail("a range in a class starts with a single character");
            }

            return;
        }

        _at++;
        if (!TryReadBound(parts, out var high) || high < 0)
        {
            Fail("a range in a class ends in a single character");
        }
        else if (high < low)
        {
            Fail("a range in a class is reversed");
        }
        else
        {
            ranges.Add((low, high));
        }
    }

    /// <summary>Reads one character (its code point) or a multi-character escape (-1, added to <paramref name="parts"/>).</summary>
    private bool TryReadBound(List<CharacterClass> parts, out int codePoint)
    {
        codePoint = -1;
        if (_text[_at] == '[')
        {
            Fail("\"[\" inside a class; write \"\\[\"");
            return false;
        }

        if (_text[_at] != '\\')
        {
            codePoint = ReadCodePoint();
            return true;
        }

        var escaped = ReadEscape(out codePoint);
        if (codePoint < 0)
        {
            parts.Add(escaped);
        }

        return _problem is null;
    }

    /// <summary>An escape; <paramref name="codePoint"/> is the character for single-character escapes, else -1.</summary>
    private CharacterClass ReadEscape(out int codePoint)
    {
        codePoint = -1;
        if (_at + 1 >= _text.Length)
        {
            Fail("it ends in a backslash");
            return CharacterClass.Dot;
        }

        var c = _text[_at + 1];
        _at += 2;
        switch (c)
        {
            case 's': return CharacterClass.Space;
            case 'S': return CharacterClass.Space.Negate();
            case 'd': return CharacterClass.Digit;
            case 'D': return CharacterClass.Digit.Negate();
            case 'w': return CharacterClass.Word;
            case 'W': return CharacterClass.Word.Negate();
            case 'i': return CharacterClass.NameStart;
            case 'I': return CharacterClass.NameStart.Negate();
            case 'c': return CharacterClass.Name;
            case 'C': return CharacterClass.Name.Negate();
            case 'p': return ReadProperty();
            case 'P': return ReadProperty().Negate();
        }

        codePoint = c switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' => c,
            _ => -1,
        };
        if (codePoint < 0)
        {
            Fail($"\"\\{c}\" is not an escape of XML Schema");
            return CharacterClass.Dot;
        }

        return CharacterClass.Of(codePoint);
    }

    private CharacterClass ReadProperty()
    {
        var end = _at < _text.Length && _text[_at] == '{' ? _text[_at..].IndexOf('}') : -1;
        if (end < 0)
        {
            Fail("\\p is followed by a name in braces");
            return CharacterClass.Dot;
        }

        var name = _text.Slice(_at + 1, end - 1).ToString();
        _at += end + 1;
        if (name.StartsWith("Is", StringComparison.Ordinal) && XsdBlocks.Find(name[2..]) is { } ranges)
        {
            return new(ranges);
        }

        var mask = CharacterClass.CategoryMask(name);
        if (mask == 0)
        {
            Fail($"\\p{{{name}}} is neither a category nor a block");
            return CharacterClass.Dot;
        }

        return new(categories: mask);
    }

    private PatternNode Fail(string problem)
    {
        _problem ??= $"{problem} (at character {Math.Min(_at, _text.Length) + 1})";
        return new SequenceNode([]);
    }
}
