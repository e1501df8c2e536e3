using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>The path of a leafref, in the restricted syntax of RFC 7950 §14 (rule path-arg).</summary>
/// <param name="Ups">Number of leading <c>..</c>; 0 and absolute otherwise.</param>
/// <param name="Steps">Names down from there.</param>
internal sealed record LeafRefPath(int Ups, List<LeafRefPath.Step> Steps)
{
    public bool IsAbsolute => Ups == 0;

    /// <summary>A named step with its key predicates.</summary>
    internal sealed record Step(string? Prefix, string Name, List<Predicate> Predicates);

    /// <summary><c>[key = current()/../a/b]</c>: the right side goes up from the leaf that has the leafref.</summary>
    internal sealed record Predicate(string? Prefix, string Name, int Ups, List<Step> Steps);

    public static bool TryParse(string text, [NotNullWhen(true)] out LeafRefPath? path, [NotNullWhen(false)] out string? problem)
    {
        var reader = new Reader(text);
        path = reader.ReadPath();
        problem = path is null ? reader.Problem ?? "syntax" : null;
        return path is not null;
    }

    private ref struct Reader(string source)
    {
        private readonly ReadOnlySpan<char> _text = source;
        private int _at;

        public string? Problem { get; private set; }

        public LeafRefPath? ReadPath()
        {
            // Blanks inside are taken as XPath takes them; in front the grammar (RFC 7950 §14, path-arg) has none.
            if (_text.Length > 0 && Lexical.IsSpace(_text[0]))
            {
                return Fail("it starts with a blank");
            }

            var ups = 0;
            var steps = new List<Step>();
            if (!Peek("/"))
            {
                ups = ReadUps();
                if (ups == 0)
                {
                    return Fail("it starts neither with \"/\" nor with \"..\"");
                }

                if (!ReadStep(steps))
                {
                    return null;
                }
            }

            while (Take("/"))
            {
                if (!ReadStep(steps))
                {
                    return null;
                }
            }

            SkipSpace();
            if (_at < _text.Length)
            {
                return Fail($"\"{_text[_at..]}\" is more than a path of a leafref can say");
            }

            return steps.Count == 0 ? Fail("it names no node") : new(ups, steps);
        }

        private int ReadUps()
        {
            var ups = 0;
            while (Take(".."))
            {
                ups++;
                if (!Take("/"))
                {
                    return 0;
                }
            }

            return ups;
        }

        private bool ReadStep(List<Step> steps)
        {
            if (!ReadName(out var prefix, out var name))
            {
                return false;
            }

            var predicates = new List<Predicate>();
            while (Take("["))
            {
                if (!ReadPredicate(predicates))
                {
                    return false;
                }
            }

            steps.Add(new(prefix, name, predicates));
            return true;
        }

        private bool ReadPredicate(List<Predicate> predicates)
        {
            if (!ReadName(out var prefix, out var name))
            {
                return false;
            }

            if (!Take("=") || !Take("current") || !Take("(") || !Take(")") || !Take("/"))
            {
                Fail("a predicate of a leafref path is [key = current()/../...]");
                return false;
            }

            var ups = ReadUps();
            var steps = new List<Step>();
            if (ups == 0)
            {
                Fail("a predicate of a leafref path goes up from current()");
                return false;
            }

            do
            {
                if (!ReadName(out var stepPrefix, out var stepName))
                {
                    return false;
                }

                steps.Add(new(stepPrefix, stepName, []));
            }
            while (Take("/"));
            if (!Take("]"))
            {
                Fail("a predicate does not end");
                return false;
            }

            predicates.Add(new(prefix, name, ups, steps));
            return true;
        }

        private bool ReadName(out string? prefix, out string name)
        {
            SkipSpace();
            prefix = null;
            name = "";
            var first = ReadIdentifier();
            if (first.Length == 0)
            {
                Fail($"a node name expected at character {_at + 1}");
                return false;
            }

            name = first.ToString();
            if (_at < _text.Length && _text[_at] == ':')
            {
                _at++;
                prefix = name;
                name = ReadIdentifier().ToString();
                if (name.Length == 0)
                {
                    Fail($"a node name expected at character {_at + 1}");
                    return false;
                }
            }

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

        private bool Peek(string token)
        {
            SkipSpace();
            return _text[_at..].StartsWith(token, StringComparison.Ordinal);
        }

        private bool Take(string token)
        {
            if (!Peek(token))
            {
                return false;
            }

            _at += token.Length;
            return true;
        }

        private void SkipSpace()
        {
            while (_at < _text.Length && Lexical.IsSpace(_text[_at]))
            {
                _at++;
            }
        }

        private LeafRefPath? Fail(string problem)
        {
            Problem ??= problem;
            return null;
        }
    }
}
