using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>Parses instance-identifiers (RFC 7950 §14, instance-identifier) against a schema.</summary>
/// <remarks>Also accepts concat() of literals, which we print for text that contains both kinds of quotes.</remarks>
internal sealed class InstancePathParser(string text, SchemaContext context, IPrefixResolver prefixes)
{
    private const int MaxSteps = 256;

    private int _at;
    private string? _error;

    public bool TryParse([NotNullWhen(true)] out InstancePath? path, [NotNullWhen(false)] out string? error)
    {
        path = null;
        SkipSpace();
        SchemaBranch branch = context.Root;
        var result = InstancePath.Root;
        var module = default(YangModule);
        if (Rest is "/" or "/ ")
        {
            path = result;
            error = null;
            return true;
        }

        do
        {
            if (!Expect('/') || !TryName(module ?? prefixes.Resolve(""), out var stepModule, out var name)
                || !TryChild(branch, stepModule, name, out var schema) || !TryPredicates(schema, out var step))
            {
                error = _error!; // set by whichever failed
                return false;
            }

            module = stepModule;
            result = result.Append(step);
            branch = schema as SchemaBranch ?? branch;
            if (_at < text.Length && schema is not SchemaBranch && text[_at] == '/')
            {
                Fail($"{schema.Name} has no children");
                error = _error!; // set by Fail
                return false;
            }
        }
        while (_at < text.Length && text[_at] == '/' && result.Depth < MaxSteps);

        SkipSpace();
        if (_at < text.Length)
        {
            Fail("a '/' or the end was expected");
            error = _error!; // set by Fail
            return false;
        }

        path = result;
        error = null;
        return true;
    }

    public bool TryParseKey(ListSchema list, out ListKey key, [NotNullWhen(false)] out string? error)
    {
        key = default;
        SkipSpace();
        if (!TryPredicates(list, out var step))
        {
            error = _error!; // set by TryPredicates
            return false;
        }

        SkipSpace();
        if (_at < text.Length || step.Key.Count != list.Keys.Length)
        {
            Fail(_at < text.Length ? "the end was expected" : $"predicates for all keys of {list.Name} were expected");
            error = _error!; // set by Fail
            return false;
        }

        key = step.Key;
        error = null;
        return true;
    }

    private string Rest => text[_at..];

    private bool TryChild(SchemaBranch branch, YangModule module, string name, [NotNullWhen(true)] out SchemaNode? child)
    {
        child = branch.FindDataChild(module.Namespace, name);
        if (child is null && branch is OperationSchema operation)
        {
            child = operation.Input.FindDataChild(module.Namespace, name) ?? operation.Output.FindDataChild(module.Namespace, name);
        }

        child ??= branch.Children.FirstOrDefault(
            node => node is OperationSchema or NotificationSchema && node.Name == name && node.Module.Namespace == module.Namespace);
        return child is not null || Fail($"there is no node {module.Name}:{name} {(branch is RootSchema ? "at the top" : $"in {branch.Name}")}");
    }

    private bool TryName(YangModule? inherited, [NotNullWhen(true)] out YangModule? module, out string name)
    {
        module = null;
        name = "";
        if (!TryIdentifier(out var first))
        {
            return false;
        }

        if (_at < text.Length && text[_at] == ':')
        {
            _at++;
            if (!TryIdentifier(out name))
            {
                return false;
            }

            module = prefixes.Resolve(first);
            return module is not null || Fail($"prefix {first} is not known");
        }

        name = first;
        module = inherited;
        return module is not null || Fail($"{first} needs a prefix");
    }

    private bool TryIdentifier(out string identifier)
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '.'))
        {
            _at++;
        }

        identifier = text[start.._at];
        return identifier.Length > 0 && !char.IsAsciiDigit(identifier[0]) && identifier[0] is not ('-' or '.') || Fail("a name was expected");
    }

    private bool TryPredicates(SchemaNode schema, out InstanceStep step)
    {
        step = new InstanceStep(schema);
        var list = schema as ListSchema;
        var values = list is null ? [] : new YangValue[list.Keys.Length];
        var given = 0;
        while (SkipSpaceBefore('['))
        {
            _at++;
            SkipSpace();
            if (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                if (!TryPosition(schema, ref step))
                {
                    return false;
                }
            }
            else if (_at < text.Length && text[_at] == '.')
            {
                _at++;
                if (schema is not LeafListSchema leafList || !step.Key.IsEmpty)
                {
                    return Fail($"{schema.Name} is not a leaf-list to select from by value");
                }

                if (!TryValue(leafList, leafList.Type, out var value))
                {
                    return false;
                }

                step = step with { Key = new ListKey(value) };
            }
            else if (list is null || !TryKey(list, values, ref given))
            {
                return _error is null ? Fail($"{schema.Name} is not a list to select from by key") : false;
            }

            SkipSpace();
            if (!Expect(']'))
            {
                return false;
            }
        }

        if (given > 0)
        {
            if (given < values.Length)
            {
                return Fail($"predicates for all keys of {schema.Name} were expected");
            }

            step = step with { Key = new ListKey(values.AsSpan()) };
        }

        return step.Position == 0 || step.Key.IsEmpty || Fail("a position and a value together were not expected");
    }

    private bool TryKey(ListSchema list, YangValue[] values, ref int given)
    {
        if (!TryName(list.Module, out var module, out var name))
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var key = list.Keys[i];
            if (key.Name == name && key.Module.Namespace == module.Namespace)
            {
                if (values[i].IsValid)
                {
                    return Fail($"key {name} is given twice");
                }

                given++;
                return TryValue(key, key.Type, out values[i]);
            }
        }

        return Fail($"{name} is not a key of {list.Name}");
    }

    private bool TryPosition(SchemaNode schema, ref InstanceStep step)
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        if (schema is not (ListSchema or LeafListSchema) || !int.TryParse(text.AsSpan(start, _at - start), out var position) || position < 1)
        {
            return Fail("a position counts entries from 1");
        }

        step = step with { Position = position };
        return true;
    }

    private bool TryValue(SchemaNode node, YangType type, out YangValue value)
    {
        value = default;
        SkipSpace();
        if (!Expect('='))
        {
            return false;
        }

        SkipSpace();
        if (!TryLiteral(out var literal))
        {
            return false;
        }

        // Unprefixed values mean the module of the node in JSON and the default namespace in XML; the latter wins when there is one.
        var scope = new Fallback(prefixes, node.Module);
        return type.TryParse(literal, scope, out value, out var violation) || Fail($"{node.Name}: {violation.Message}");
    }

    private bool TryLiteral(out string literal)
    {
        if (_at < text.Length && text[_at] is '\'' or '"')
        {
            return TryQuoted(out literal);
        }

        literal = "";
        const string Concat = "concat(";
        if (!text.AsSpan(_at).StartsWith(Concat, StringComparison.Ordinal))
        {
            return Fail("a quoted value was expected");
        }

        _at += Concat.Length;
        while (true)
        {
            SkipSpace();
            if (!TryQuoted(out var part))
            {
                return false;
            }

            literal += part;
            SkipSpace();
            if (_at < text.Length && text[_at] == ',')
            {
                _at++;
                continue;
            }

            return Expect(')');
        }
    }

    private bool TryQuoted(out string literal)
    {
        literal = "";
        if (_at >= text.Length || text[_at] is not ('\'' or '"'))
        {
            return Fail("a quoted value was expected");
        }

        var end = text.IndexOf(text[_at], _at + 1);
        if (end < 0)
        {
            return Fail("the quoted value does not end");
        }

        literal = text[(_at + 1)..end];
        _at = end + 1;
        return true;
    }

    private bool Expect(char wanted)
    {
        if (_at < text.Length && text[_at] == wanted)
        {
            _at++;
            return true;
        }

        return Fail($"'{wanted}' was expected");
    }

    private bool SkipSpaceBefore(char wanted)
    {
        var at = _at;
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }

        if (at >= text.Length || text[at] != wanted)
        {
            return false;
        }

        _at = at;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private bool Fail(string reason)
    {
        _error ??= $"\"{text}\" is not an instance-identifier: {reason} at character {_at + 1}";
        return false;
    }

    private sealed class Fallback(IPrefixResolver inner, YangModule module) : IPrefixResolver
    {
        public YangModule? Resolve(string prefix) => inner.Resolve(prefix) ?? (prefix.Length == 0 ? module : null);
    }
}
