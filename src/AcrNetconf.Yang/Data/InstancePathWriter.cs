using System.Collections.Immutable;
using System.Text;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>Prints instance paths.</summary>
internal static class InstancePathWriter
{
    public static string ToJsonForm(InstancePath path)
    {
        if (path.IsRoot)
        {
            return "/";
        }

        var text = new StringBuilder();
        YangModule? current = null;
        foreach (var step in path.Steps)
        {
            text.Append('/');
            if (!ReferenceEquals(step.Schema.Module, current))
            {
                current = step.Schema.Module;
                text.Append(current.Name).Append(':');
            }

            text.Append(step.Schema.Name);
            AppendPredicates(text, step, key => ReferenceEquals(key.Module, current) ? key.Name : $"{key.Module.Name}:{key.Name}", value => value.ToString());
        }

        return text.ToString();
    }

    public static string ToXPath(InstancePath path, out ImmutableArray<KeyValuePair<string, string>> declarations)
    {
        var prefixes = new PrefixMap();
        var text = ToXPath(path, prefixes);
        declarations = prefixes.Declarations;
        return text;
    }

    private static string ToXPath(InstancePath path, PrefixMap prefixes)
    {
        var text = new StringBuilder();
        foreach (var step in path.Steps)
        {
            text.Append('/').Append(prefixes.For(step.Schema.Module)).Append(':').Append(step.Schema.Name);
            AppendPredicates(text, step, key => $"{prefixes.For(key.Module)}:{key.Name}", value => XmlText(value, prefixes));
        }

        return text.Length == 0 ? "/" : text.ToString();
    }

    /// <summary>A value as XML text, with prefixes of the map where it has any; without a context paths inside paths stay as they are.</summary>
    public static string XmlText(in YangValue value, PrefixMap prefixes, SchemaContext? context = null) => value.Object switch
    {
        YangIdentity identity => $"{prefixes.For(identity.Module)}:{identity.Name}",
        // Only the schema tells which quoted values are identities, whose prefixes change too.
        string path when value.Type.Base == YangBaseType.InstanceIdentifier && context is not null
            && path.Contains('[', StringComparison.Ordinal) && InstancePath.TryParse(path, context, new ModuleNames(context), out var known, out _) => ToXPath(known, prefixes),
        string path when (value.Type.Base == YangBaseType.InstanceIdentifier || value.Type is StringType { HoldsPath: true }) && context is not null => Reprefixed(path, prefixes, context),
        _ => value.ToString(),
    };

    // The canonical text has module names before all names; quoted values are left alone.
    private static string Reprefixed(string path, PrefixMap prefixes, SchemaContext context)
    {
        var text = new StringBuilder(path.Length);
        var start = 0;
        for (var at = 0; at < path.Length; at++)
        {
            var c = path[at];
            if (c == ':' && context.FindModule(path[start..at]) is { } module)
            {
                text.Append(prefixes.For(module)).Append(':');
                start = at + 1;
            }
            else if (c is '\'' or '"')
            {
                at = Math.Max(path.IndexOf(c, at + 1), at);
            }
            else if (c is '/' or '[')
            {
                text.Append(path, start, at + 1 - start);
                start = at + 1;
            }
        }

        return text.Append(path, start, path.Length - start).ToString();
    }

    /// <summary>Canonical text, in which every name has its module, with the module only where it changes (RFC 7951 §6.11).</summary>
    public static string WithoutRepeatedModules(string path)
    {
        var text = new StringBuilder(path.Length);
        var (start, step) = (0, "");
        for (var at = 0; at < path.Length; at++)
        {
            var c = path[at];
            if (c == ':' && start > 0)
            {
                var module = path[start..at];
                text.Append(module == step ? "" : module + ":");
                step = path[start - 1] == '/' ? module : step;
                start = at + 1;
            }
            else if (c is '\'' or '"')
            {
                at = Math.Max(path.IndexOf(c, at + 1), at);
            }
            else if (c is '/' or '[')
            {
                text.Append(path, start, at + 1 - start);
                start = at + 1;
            }
        }

        return text.Append(path, start, path.Length - start).ToString();
    }

    private static void AppendPredicates(StringBuilder text, in InstanceStep step, Func<SchemaNode, string> name, Func<YangValue, string> print)
    {
        if (step.Position > 0)
        {
            text.Append('[').Append(step.Position).Append(']');
        }
        else if (step.Schema is ListSchema list && !step.Key.IsEmpty)
        {
            for (var i = 0; i < step.Key.Count; i++)
            {
                text.Append('[').Append(name(list.Keys[i])).Append('=').Append(Quote(print(step.Key[i]))).Append(']');
            }
        }
        else if (!step.Key.IsEmpty)
        {
            text.Append("[.=").Append(Quote(print(step.Key[0]))).Append(']');
        }
    }

    /// <summary>An XPath literal; concat() for text with both kinds of quotes, which XPath 1.0 cannot quote.</summary>
    internal static string Quote(string text)
    {
        if (!text.Contains('\'', StringComparison.Ordinal))
        {
            return $"'{text}'";
        }

        return text.Contains('"', StringComparison.Ordinal)
            ? $"concat('{text.Replace("'", "',\"'\",'", StringComparison.Ordinal)}')"
            : $"\"{text}\"";
    }
}
