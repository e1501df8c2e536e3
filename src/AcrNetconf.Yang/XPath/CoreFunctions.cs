using System.Text;

namespace AcrNetconf.Yang.XPath;

/// <summary>The core function library (XPath 1.0 §4). Characters are Unicode code points.</summary>
internal static class CoreFunctions
{
    private const int Many = int.MaxValue;

    /// <summary>All core functions by name.</summary>
    public static Dictionary<string, XPathFunction> Table { get; } = new XPathFunction[]
    {
        new("last", 0, 0, FunctionReads.Position, XPathValueKind.Number, false, static (_, in c) => XPathValue.From((double)c.Size)),
        new("position", 0, 0, FunctionReads.Position, XPathValueKind.Number, false, static (_, in c) => XPathValue.From((double)c.Position)),
        new("count", 1, 1, FunctionReads.Nothing, XPathValueKind.Number, true, Count),
        new("id", 1, 1, FunctionReads.Nothing, XPathValueKind.NodeSet, false, static (_, in _) => XPathValue.Empty), // no DTD, no ids
        new("local-name", 0, 1, FunctionReads.ContextByDefault, XPathValueKind.String, true, static (a, in c) => Name(a, c, NamePart.Local)),
        new("namespace-uri", 0, 1, FunctionReads.ContextByDefault, XPathValueKind.String, true, static (a, in c) => Name(a, c, NamePart.Namespace)),
        new("name", 0, 1, FunctionReads.ContextByDefault, XPathValueKind.String, true, static (a, in c) => Name(a, c, NamePart.Qualified)),
        new("string", 0, 1, FunctionReads.ContextByDefault, XPathValueKind.String, false, static (a, in c) => XPathValue.From(TextOrContext(a, c))),
        new("concat", 2, Many, FunctionReads.Nothing, XPathValueKind.String, false, Concat),
        new("starts-with", 2, 2, FunctionReads.Nothing, XPathValueKind.Boolean, false, static (a, in c) => XPathValue.From(Text(a[0], c).StartsWith(Text(a[1], c), StringComparison.Ordinal))),
        new("contains", 2, 2, FunctionReads.Nothing, XPathValueKind.Boolean, false, static (a, in c) => XPathValue.From(Text(a[0], c).Contains(Text(a[1], c), StringComparison.Ordinal))),
        new("substring-before", 2, 2, FunctionReads.Nothing, XPathValueKind.String, false, SubstringBefore),
        new("substring-after", 2, 2, FunctionReads.Nothing, XPathValueKind.String, false, SubstringAfter),
        new("substring", 2, 3, FunctionReads.Nothing, XPathValueKind.String, false, Substring),
        new("string-length", 0, 1, FunctionReads.ContextByDefault, XPathValueKind.Number, false, static (a, in c) => XPathValue.From((double)CodePoints(TextOrContext(a, c)))),
        new("normalize-space", 0, 1, FunctionReads.ContextByDefault, XPathValueKind.String, false, static (a, in c) => XPathValue.From(NormalizeSpace(TextOrContext(a, c)))),
        new("translate", 3, 3, FunctionReads.Nothing, XPathValueKind.String, false, Translate),
        new("boolean", 1, 1, FunctionReads.Nothing, XPathValueKind.Boolean, false, static (a, in c) => XPathValue.From(a[0].EvaluateBoolean(c))),
        new("not", 1, 1, FunctionReads.Nothing, XPathValueKind.Boolean, false, static (a, in c) => XPathValue.From(!a[0].EvaluateBoolean(c))),
        new("true", 0, 0, FunctionReads.Nothing, XPathValueKind.Boolean, false, static (_, in _) => XPathValue.True),
        new("false", 0, 0, FunctionReads.Nothing, XPathValueKind.Boolean, false, static (_, in _) => XPathValue.False),
        new("lang", 1, 1, FunctionReads.Nothing, XPathValueKind.Boolean, false, static (_, in _) => XPathValue.False), // data has no xml:lang
        new("number", 0, 1, FunctionReads.ContextByDefault, XPathValueKind.Number, false, Number),
        new("sum", 1, 1, FunctionReads.Nothing, XPathValueKind.Number, true, Sum),
        new("floor", 1, 1, FunctionReads.Nothing, XPathValueKind.Number, false, static (a, in c) => XPathValue.From(Math.Floor(a[0].Evaluate(c).ToNumber(c)))),
        new("ceiling", 1, 1, FunctionReads.Nothing, XPathValueKind.Number, false, static (a, in c) => XPathValue.From(Math.Ceiling(a[0].Evaluate(c).ToNumber(c)))),
        new("round", 1, 1, FunctionReads.Nothing, XPathValueKind.Number, false, static (a, in c) => XPathValue.From(XPathNumber.Round(a[0].Evaluate(c).ToNumber(c)))),
    }.ToDictionary(function => function.Name);

    private enum NamePart
    {
        Local,
        Namespace,
        Qualified,
    }

    internal static string Text(Expression argument, in EvaluationContext context) => argument.Evaluate(context).ToText(context);

    private static string TextOrContext(Expression[] arguments, in EvaluationContext context)
        => arguments.Length == 0 ? context.Node.ToText(context) : Text(arguments[0], context);

    private static XPathValue Count(Expression[] arguments, in EvaluationContext context)
    {
        if (arguments[0] is PathExpression path && ListCount.TryCount(path, context, out var count))
        {
            return XPathValue.From((double)count);
        }

        return XPathValue.From((double)arguments[0].Evaluate(context).NodeCount);
    }

    private static XPathValue Name(Expression[] arguments, in EvaluationContext context, NamePart part)
    {
        var node = arguments.Length == 0 ? context.Node : arguments[0].Evaluate(context).FirstNode(context.Session);
        if (node is null || node.IsRoot || node.IsText)
        {
            return XPathValue.From("");
        }

        var name = NodeTest.NameOf(node.Schema);
        return XPathValue.From(part switch
        {
            NamePart.Local => name,
            NamePart.Namespace => node.Schema.Module.Namespace,
            _ => $"{context.Scope.PrefixOf(node.Schema.Module)}:{name}",
        });
    }

    private static XPathValue Number(Expression[] arguments, in EvaluationContext context)
        => XPathValue.From(arguments.Length == 0 ? context.Node.ToNumber(context) : arguments[0].Evaluate(context).ToNumber(context));

    private static XPathValue Sum(Expression[] arguments, in EvaluationContext context)
    {
        var nodes = arguments[0].Evaluate(context);
        var sum = 0.0;
        for (var i = 0; i < nodes.NodeCount; i++)
        {
            sum += nodes.NodeAt(i).ToNumber(context);
        }

        return XPathValue.From(sum);
    }

    private static XPathValue Concat(Expression[] arguments, in EvaluationContext context)
    {
        var result = new StringBuilder();
        foreach (var argument in arguments)
        {
            result.Append(Text(argument, context));
        }

        return XPathValue.From(result.ToString());
    }

    private static XPathValue SubstringBefore(Expression[] arguments, in EvaluationContext context)
    {
        var text = Text(arguments[0], context);
        var at = text.IndexOf(Text(arguments[1], context), StringComparison.Ordinal);
        return XPathValue.From(at < 0 ? "" : text[..at]);
    }

    private static XPathValue SubstringAfter(Expression[] arguments, in EvaluationContext context)
    {
        var text = Text(arguments[0], context);
        var mark = Text(arguments[1], context);
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return XPathValue.From(at < 0 ? "" : text[(at + mark.Length)..]);
    }

    private static XPathValue Substring(Expression[] arguments, in EvaluationContext context)
    {
        var text = Text(arguments[0], context);
        // XPath 1.0 §4.2: characters at positions p with p >= round(start) and p < round(start) + round(length), NaN comparing false.
        var first = XPathNumber.Round(arguments[1].Evaluate(context).ToNumber(context));
        var end = arguments.Length == 3
            ? first + XPathNumber.Round(arguments[2].Evaluate(context).ToNumber(context))
            : double.PositiveInfinity;
        var result = new StringBuilder();
        var position = 1;
        for (var i = 0; i < text.Length; position++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (position >= first && position < end)
            {
                result.Append(text, i, length);
            }

            i += length;
        }

        return XPathValue.From(result.ToString());
    }

    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsHighSurrogate(c))
            {
                count--;
            }
        }

        return count;
    }

    private static string NormalizeSpace(string text)
        => string.Join(' ', text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static XPathValue Translate(Expression[] arguments, in EvaluationContext context)
    {
        var text = Text(arguments[0], context);
        var from = Text(arguments[1], context).EnumerateRunes().ToArray();
        var to = Text(arguments[2], context).EnumerateRunes().ToArray();
        var map = new Dictionary<Rune, Rune?>();
        for (var i = 0; i < from.Length; i++)
        {
            map.TryAdd(from[i], i < to.Length ? to[i] : null);
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var mapped = map.TryGetValue(rune, out var other) ? other : rune;
            if (mapped is { } kept)
            {
                result.Append(kept.ToString());
            }
        }

        return XPathValue.From(result.ToString());
    }
}
