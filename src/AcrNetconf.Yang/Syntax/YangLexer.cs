using System.Buffers;
using System.Text;

namespace AcrNetconf.Yang.Syntax;

/// <summary>Tokens of YANG text (RFC 7950 §6.1): white space, comments, keywords, quoted and unquoted strings. One pass, no backtracking.</summary>
internal ref struct YangLexer
{
    private const int TabWidth = 8;
    private static readonly SearchValues<char> DoubleQuotedStops = SearchValues.Create("\"\\\n");
    private readonly ReadOnlySpan<char> _text;
    private readonly string? _file;
    private readonly List<Diagnostic> _diagnostics;
    private readonly List<Diagnostic> _version11Diagnostics;
    private readonly StringBuilder _buffer = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <param name="text">The module text.</param>
    /// <param name="file">Label for positions.</param>
    /// <param name="diagnostics">Receives findings that hold for every version.</param>
    /// <param name="version11Diagnostics">Receives what only YANG 1.1 forbids: the version is known when the module has been read.</param>
    public YangLexer(string text, string? file, List<Diagnostic> diagnostics, List<Diagnostic> version11Diagnostics)
    {
        _text = text;
        _file = file;
        _diagnostics = diagnostics;
        _version11Diagnostics = version11Diagnostics;
        _at = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    public readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>The character to be read next; NUL at the end.</summary>
    public readonly char Current => _at < _text.Length ? _text[_at] : '\0';

    public readonly SourceSpan Position => new(_file, _line, _at - _lineStart + 1);

    public void Advance() => _at++;

    /// <summary>Skips white space and comments; true when there was any.</summary>
    public bool SkipSeparator()
    {
        var start = _at;
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case '\n':
                    _at++;
                    _line++;
                    _lineStart = _at;
                    break;
                case ' ' or '\t' or '\r':
                    _at++;
                    break;
                case '/' when _at + 1 < _text.Length && _text[_at + 1] == '/':
                    var end = _text[_at..].IndexOf('\n');
                    _at = end < 0 ? _text.Length : _at + end;
                    break;
                case '/' when _at + 1 < _text.Length && _text[_at + 1] == '*':
                    SkipBlockComment();
                    break;
                default:
                    return _at > start;
            }
        }

        return _at > start;
    }

    /// <summary>Reads <c>[prefix:]identifier</c>; false, nothing consumed, when none starts here.</summary>
    public bool TryReadKeyword(out string? prefix, out string keyword, out YangKeyword kind)
    {
        prefix = null;
        keyword = "";
        kind = YangKeyword.Extended;
        var length = IdentifierLength(_at);
        if (length == 0)
        {
            return false;
        }

        var name = _text.Slice(_at, length);
        _at += length;
        if (Current == ':')
        {
            var second = IdentifierLength(_at + 1);
            if (second > 0)
            {
                prefix = name.ToString();
                keyword = _text.Slice(_at + 1, second).ToString();
                _at += second + 1;
                return true;
            }
        }

        kind = YangKeywords.Find(name);
        keyword = kind == YangKeyword.Unknown ? name.ToString() : YangKeywords.Name(kind);
        return true;
    }

    /// <summary>Reads an argument: an unquoted string, or quoted strings joined by <c>+</c> (RFC 7950 §6.1.3).</summary>
    public string ReadArgument()
    {
        if (Current is not ('"' or '\''))
        {
            return ReadUnquoted();
        }

        var argument = ReadQuoted();
        while (true)
        {
            var (at, line, lineStart) = (_at, _line, _lineStart);
            SkipSeparator();
            if (Current != '+')
            {
                (_at, _line, _lineStart) = (at, line, lineStart);
                return argument;
            }

            _at++;
            SkipSeparator();
            if (Current is not ('"' or '\''))
            {
                Report("syntax", Position, $"{Describe()} found where \"+\" asks for another quoted string", "RFC 7950 §6.1.3");
                return argument;
            }

            argument += ReadQuoted();
        }
    }

    /// <summary>After a syntax error: moves to the next place a statement can end or begin.</summary>
    public void Recover()
    {
        while (_at < _text.Length && _text[_at] is not (';' or '{' or '}'))
        {
            if (_text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }

            _at++;
        }
    }

    /// <summary>What stands here, for messages.</summary>
    public readonly string Describe() => IsAtEnd ? "the end of the text" : Current < ' ' ? $"character U+{(int)Current:X4}" : $"\"{Current}\"";

    private readonly int IdentifierLength(int start)
    {
        if (start >= _text.Length || !Types.Lexical.IsIdentifierStart(_text[start]))
        {
            return 0;
        }

        var end = start + 1;
        while (end < _text.Length && Types.Lexical.IsIdentifierPart(_text[end]))
        {
            end++;
        }

        return end - start;
    }

    private void SkipBlockComment()
    {
        var start = Position;
        var length = _text[(_at + 2)..].IndexOf("*/");
        var end = length < 0 ? _text.Length : _at + length + 4;
        CountLines(end);
        _at = end;
        if (length < 0)
        {
            Report("syntax", start, "a comment starts here and does not end", "RFC 7950 §6.1.1");
        }
    }

    private void CountLines(int end)
    {
        int newline;
        var from = _at;
        while ((newline = _text[from..end].IndexOf('\n')) >= 0)
        {
            from += newline + 1;
            _line++;
            _lineStart = from;
        }
    }

    private string ReadUnquoted()
    {
        var start = _at;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is ' ' or '\t' or '\n' or '\r' or ';' or '{' or '}'
                || (c == '/' && _at + 1 < _text.Length && _text[_at + 1] is '/' or '*'))
            {
                break;
            }

            if (c is '"' or '\'')
            {
                _version11Diagnostics.Add(new("syntax", DiagnosticSeverity.Error, Position, "a quote stands inside an unquoted string", "RFC 7950 §6.1.3"));
            }
            else if (c == '*' && _at + 1 < _text.Length && _text[_at + 1] == '/')
            {
                Report("syntax", Position, "\"*/\" stands inside an unquoted string", "RFC 7950 §6.1.3");
            }

            _at++;
        }

        return _text[start.._at].ToString();
    }

    private string ReadQuoted()
    {
        var quote = _text[_at];
        var start = Position;
        var width = quote == '"' ? ColumnWidth() : 0;
        _at++;
        if (quote == '"')
        {
            var stop = _text[_at..].IndexOfAny(DoubleQuotedStops);
            if (stop >= 0 && _text[_at + stop] != '"')
            {
                return ReadDoubleQuotedSlowly(start, width);
            }
        }

        var length = _text[_at..].IndexOf(quote);
        if (length < 0)
        {
            Report("syntax", start, "a quoted string starts here and does not end", "RFC 7950 §6.1.3");
            length = _text.Length - _at;
        }

        var result = _text.Slice(_at, length).ToString();
        CountLines(_at + length);
        _at = Math.Min(_text.Length, _at + length + 1);
        return result;
    }

    /// <summary>Columns up to and including the quote that starts here.</summary>
    private readonly int ColumnWidth()
    {
        var width = 1;
        foreach (var c in _text[_lineStart.._at])
        {
            width += c == '\t' ? TabWidth : 1;
        }

        return width;
    }

    /// <summary>A double-quoted string with line breaks or escapes: trims around line breaks, then substitutes (RFC 7950 §6.1.3).</summary>
    private string ReadDoubleQuotedSlowly(SourceSpan start, int width)
    {
        _buffer.Clear();
        var untrimmable = 0; // what escapes produced is not white space to be trimmed
        while (true)
        {
            var rest = _text[_at..];
            var stop = rest.IndexOfAny(DoubleQuotedStops);
            if (stop < 0)
            {
                Report("syntax", start, "a quoted string starts here and does not end", "RFC 7950 §6.1.3");
                _at = _text.Length;
                return _buffer.ToString();
            }

            _buffer.Append(rest[..stop]);
            _at += stop + 1;
            switch (rest[stop])
            {
                case '"':
                    return _buffer.ToString();
                case '\n':
                    EndLine(untrimmable);
                    SkipIndentation(width);
                    break;
                default:
                    ReadEscape();
                    untrimmable = _buffer.Length;
                    break;
            }
        }
    }

    private void EndLine(int untrimmable)
    {
        var hasReturn = _buffer.Length > untrimmable && _buffer[^1] == '\r';
        var end = _buffer.Length - (hasReturn ? 1 : 0);
        while (end > untrimmable && _buffer[end - 1] is ' ' or '\t')
        {
            end--;
        }

        _buffer.Length = end;
        _buffer.Append(hasReturn ? "\r\n" : "\n");
        _line++;
        _lineStart = _at;
    }

    private void SkipIndentation(int width)
    {
        var column = 0;
        while (column < width && _at < _text.Length && _text[_at] is ' ' or '\t')
        {
            column += _text[_at] == '\t' ? TabWidth : 1;
            _at++;
        }

        // A tab may reach beyond the quote's column; what is left of it stays as blanks.
        _buffer.Append(' ', Math.Max(0, column - width));
    }

    private void ReadEscape()
    {
        var c = Current;
        switch (c)
        {
            case 'n':
                _buffer.Append('\n');
                break;
            case 't':
                _buffer.Append('\t');
                break;
            case '"' or '\\':
                _buffer.Append(c);
                break;
            default:
                // RFC 6020 says nothing about other characters: the backslash stands for itself.
                _version11Diagnostics.Add(new("syntax", DiagnosticSeverity.Error, Position, $"a backslash before {Describe()}; only \\n, \\t, \\\" and \\\\ exist", "RFC 7950 §6.1.3"));
                _buffer.Append('\\');
                return;
        }

        _at++;
    }

    private readonly void Report(string code, SourceSpan position, string message, string clause)
        => _diagnostics.Add(new(code, DiagnosticSeverity.Error, position, message, clause));
}
