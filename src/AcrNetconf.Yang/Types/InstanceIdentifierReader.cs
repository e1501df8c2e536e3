using System.Diagnostics.CodeAnalysis;
using System.Text;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Types;

/// <summary>Reads the restricted XPath of RFC 7950 §14 (rule instance-identifier) and rewrites its prefixes to module names.</summary>
internal ref struct InstanceIdentifierReader
{
    private readonly ReadOnlySpan<char> _text;
    private readonly IPrefixResolver? _prefixes;
    private readonly StringBuilder _output;
    private int _at;
    private string? _problem;
    private YangModule? _module;
    private string _name;

    // The node the path has come to, as far as the schema knows it; identities in predicates depend on the key's type.
    private SchemaNode? _node;

    // What the predicates of that node have named: keys as a bit each, a position, the value itself, anything else.
    private UInt128 _keys;
    private int _predicates;
    private bool _hasPosition;
    private bool _hasValue;

    private InstanceIdentifierReader(string text, IPrefixResolver? prefixes)
    {
        _text = text;
        _prefixes = prefixes;
        _output = new(text.Length + 32);
        _name = "";
    }

    public static bool TryRead(string text, IPrefixResolver? prefixes, [NotNullWhen(true)] out string? canonical, [NotNullWhen(false)] out string? problem)
    {
        var reader = new InstanceIdentifierReader(text, prefixes);
        canonical = reader.Read() ? reader._output.ToString() : null;
        problem = canonical is null ? reader._problem ?? "syntax" : null;
        return canonical is not null;
    }

    private bool Read()
    {
        SkipSpace();
        if (_at == _text.Length)
        {
            return Fail("it is empty");
        }

        for (var isFirst = true; _at < _text.Length; isFirst = false)
        {
            if (!Take('/'))
            {
                return Fail($"\"/\" expected at position {_at + 1}");
            }

            _output.Append('/');
            if (!ReadName())
            {
                return false;
            }

            _node = isFirst ? Child(_module?.Root) : Child(_node);
            (_keys, _predicates, _hasPosition, _hasValue) = (0, 0, false, false);
            SkipSpace();
            while (_at < _text.Length && _text[_at] == '[')
            {
                if (!ReadPredicate())
                {
                    return false;
                }

                _predicates++;
                SkipSpace();
            }

            if (!IsOneInstance())
            {
                return Fail($"the predicates of \"{_name}\" do not single out one instance");
            }
        }

        return true;
    }

    /// <summary>RFC 7950 §9.13: every key of a list has its predicate, a list without keys a position, a leaf-list entry its value, other nodes none.</summary>
    private readonly bool IsOneInstance() => _node switch
    {
        null => true, // not in the schema: nothing is known about it
        ListSchema { Keys: { IsEmpty: false } keys } => _predicates == keys.Length && UInt128.PopCount(_keys) == (UInt128)keys.Length,
        ListSchema => _predicates == 1 && _hasPosition,
        LeafListSchema leafList => _predicates == 1 && (_hasValue || (_hasPosition && !leafList.IsConfig)),
        _ => _predicates == 0,
    };

    private bool ReadPredicate()
    {
        _at++;
        _output.Append('[');
        SkipSpace();
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        if (_at > start)
        {
            if (_text[start] == '0')
            {
                return Fail("a position is a number from 1");
            }

            _output.Append(_text[start.._at]);
            _hasPosition = true;
        }
        else if (!ReadComparison())
        {
            return false;
        }

        SkipSpace();
        if (!Take(']'))
        {
            return Fail($"\"]\" expected at position {_at + 1}");
        }

        _output.Append(']');
        return true;
    }

    private bool ReadComparison()
    {
        var compared = _node;
        if (Take('.'))
        {
            _output.Append('.');
            _hasValue = true;
        }
        else if (!ReadName())
        {
            return false;
        }
        else
        {
            compared = Child(_node);
            _keys |= compared is LeafSchema key && _node is ListSchema list && list.Keys.IndexOf(key) is >= 0 and < 128 and var index ? UInt128.One << index : 0;
        }

        SkipSpace();
        if (!Take('='))
        {
            return Fail($"\"=\" expected at position {_at + 1}");
        }

        SkipSpace();
        if (_at >= _text.Length || _text[_at] is not ('\'' or '"'))
        {
            return Fail($"a quoted value expected at position {_at + 1}");
        }

        var length = _text[(_at + 1)..].IndexOf(_text[_at]);
        if (length < 0)
        {
            return Fail("a quoted value does not end");
        }

        var literal = _text.Slice(_at + 1, length);
        if (compared?.FinalValueType is IdentityRefType identities && identities.TryParse(literal.ToString(), _prefixes, out var identity, out _))
        {
            literal = identity.ToString();
        }

        var quote = literal.Contains('\'') ? '"' : '\'';
        _output.Append('=').Append(quote).Append(literal).Append(quote);
        _at += length + 2;
        return true;
    }

    private readonly SchemaNode? Child(SchemaNode? parent)
        => parent is SchemaBranch branch && _module is not null ? branch.FindDataChild(_module.Namespace, _name) : null;

    private bool ReadName()
    {
        SkipSpace();
        var first = ReadIdentifier();
        if (first.Length == 0)
        {
            return Fail($"a node name expected at position {_at + 1}");
        }

        var name = first;
        var hasPrefix = _at < _text.Length && _text[_at] == ':';
        if (hasPrefix)
        {
            _at++;
            name = ReadIdentifier();
            if (name.Length == 0)
            {
                return Fail($"a node name expected at position {_at + 1}");
            }

            if (_prefixes?.Resolve(first.ToString()) is not { } module)
            {
                return Fail($"prefix \"{first}\" is not known here");
            }

            _module = module;
        }
        else if (_module is null || _prefixes is { NeedsPrefixes: true })
        {
            // JSON lets a name inherit its parent's module, but the first has none to inherit (RFC 7951 §6.11).
            return Fail($"\"{name}\" has no prefix");
        }

        _name = name.ToString();
        _output.Append(_module.Name).Append(':').Append(_name);
        return true;
    }

    private ReadOnlySpan<char> ReadIdentifier()
    {
        var start = _at;
        if (_at < _text.Length && Lexical.IsIdentifierStart(_text[_at]))
        {
            _at++;
            while (_at < _text.Length && Lexical.IsIdentifierPart(_text[_at]))
            {
                _at++;
            }
        }

        return _text[start.._at];
    }

    private bool Take(char expected)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && Lexical.IsSpace(_text[_at]))
        {
            _at++;
        }
    }

    private bool Fail(string problem)
    {
        _problem ??= problem;
        return false;
    }
}
