using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>The functions YANG adds (RFC 7950 §10).</summary>
internal static class YangFunctions
{
    /// <summary>All YANG functions by name.</summary>
    public static Dictionary<string, XPathFunction> Table { get; } = new XPathFunction[]
    {
        new("current", 0, 0, FunctionReads.Current, XPathValueKind.NodeSet, false, static (_, in c) => XPathValue.From(c.Current)),
        new("re-match", 2, 2, FunctionReads.Nothing, XPathValueKind.Boolean, false, ReMatch),
        new("deref", 1, 1, FunctionReads.Elsewhere, XPathValueKind.NodeSet, true, Deref),
        new("derived-from", 2, 2, FunctionReads.Nothing, XPathValueKind.Boolean, true, static (a, in c) => XPathValue.From(IsDerived(a, c, orSelf: false))),
        new("derived-from-or-self", 2, 2, FunctionReads.Nothing, XPathValueKind.Boolean, true, static (a, in c) => XPathValue.From(IsDerived(a, c, orSelf: true))),
        new("enum-value", 1, 1, FunctionReads.Nothing, XPathValueKind.Number, true, EnumValue),
        new("bit-is-set", 2, 2, FunctionReads.Nothing, XPathValueKind.Boolean, true, BitIsSet),
    }.ToDictionary(function => function.Name);

    /// <summary>The identity a text names in a scope; unprefixed names are the default module's (RFC 7950 §10.4.1).</summary>
    public static YangIdentity? FindIdentity(string text, IXPathScope scope)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var module = scope.ModuleOf(colon < 0 ? "" : text[..colon].Trim());
        return module?.Identities.GetValueOrDefault(text[(colon + 1)..].Trim());
    }

    // RFC 7950 §10.2.1: true when the whole string matches the pattern.
    private static XPathValue ReMatch(Expression[] arguments, in EvaluationContext context)
    {
        var text = CoreFunctions.Text(arguments[0], context);
        var pattern = context.Session.Pattern(CoreFunctions.Text(arguments[1], context));
        return XPathValue.From(pattern is not null && pattern.Judge(text, context.Session.Spend) == PatternVerdict.Matches);
    }

    private static XPathValue Deref(Expression[] arguments, in EvaluationContext context)
    {
        var node = arguments[0].Evaluate(context).FirstNode(context.Session);
        return node is null ? XPathValue.Empty : References.Resolve(node, context.Session);
    }

    private static bool IsDerived(Expression[] arguments, in EvaluationContext context, bool orSelf)
    {
        var nodes = arguments[0].Evaluate(context);
        if (nodes.NodeCount == 0)
        {
            return false;
        }

        if (FindIdentity(CoreFunctions.Text(arguments[1], context), context.Scope) is not { } wanted)
        {
            return false;
        }

        for (var i = 0; i < nodes.NodeCount; i++)
        {
            if (nodes.NodeAt(i).Value.Object is YangIdentity own && ((orSelf && ReferenceEquals(own, wanted)) || own.IsDerivedFrom(wanted)))
            {
                return true;
            }
        }

        return false;
    }

    private static XPathValue EnumValue(Expression[] arguments, in EvaluationContext context)
    {
        var value = arguments[0].Evaluate(context).FirstNode(context.Session)?.Value ?? default;
        return XPathValue.From(value.IsValid && value.Type.Base == YangBaseType.Enumeration ? value.Number : double.NaN);
    }

    private static XPathValue BitIsSet(Expression[] arguments, in EvaluationContext context)
    {
        var value = arguments[0].Evaluate(context).FirstNode(context.Session)?.Value ?? default;
        return XPathValue.From(value.IsValid && value.Type is BitsType bits && bits.IsSet(value, CoreFunctions.Text(arguments[1], context)));
    }
}
