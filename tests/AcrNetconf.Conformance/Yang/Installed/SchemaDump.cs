using System.Text;
using System.Text.RegularExpressions;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Conformance.Yang.Installed;

/// <summary>All of a compiled module that is not prose, one fact per line: nodes with types and constraints, and its definitions.</summary>
internal static partial class SchemaDump
{
    public static List<string> Of(SchemaContext context, YangModule module)
    {
        var lines = new List<string> { $"module {module} namespace {module.Namespace} prefix {module.Prefix} version {(module.IsVersion11 ? "1.1" : "1")}" };
        foreach (var node in context.Root.Children)
        {
            Node(node, module, lines);
        }

        foreach (var node in module.Structures?.Children ?? [])
        {
            Node(node, module, lines);
        }

        foreach (var identity in module.Identities.Values)
        {
            lines.Add($"identity {identity.Name} bases {string.Join(' ', identity.Bases.Select(b => b.ToString()).Order(StringComparer.Ordinal))}");
        }

        lines.AddRange(module.Features.Keys.Select(feature => $"feature {feature}"));
        foreach (var statement in module.Statement?.Children ?? [])
        {
            if (statement.Kind is YangKeyword.Typedef or YangKeyword.Grouping or YangKeyword.Extension or YangKeyword.Identity or YangKeyword.Feature
                or YangKeyword.Import or YangKeyword.Deviation or YangKeyword.Augment)
            {
                var text = new StringBuilder();
                Definition(statement, text);
                lines.Add(text.ToString());
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static void Node(SchemaNode node, YangModule module, List<string> lines)
    {
        if (ReferenceEquals(node.Module, module))
        {
            var line = new StringBuilder($"{node.SchemaPath} {node.GetType().Name} config={node.IsConfig} status={node.Status}");
            line.Append(node switch
            {
                LeafSchema leaf => $" {TypeOf(leaf.Type)} default={leaf.Default} units={leaf.Units} mandatory={leaf.IsMandatory} key={leaf.IsKey}",
                LeafListSchema list => $" {TypeOf(list.Type)} defaults={string.Join(',', list.Defaults)} units={list.Units} {list.MinElements}..{list.MaxElements} user={list.IsUserOrdered}",
                ListSchema list => $" keys={Names(list.Keys)} uniques={string.Join(';', list.Uniques.Select(u => Names(u)))} {list.MinElements}..{list.MaxElements} user={list.IsUserOrdered}",
                ContainerSchema container => $" presence={container.IsPresence}",
                ChoiceSchema choice => $" mandatory={choice.IsMandatory} default={choice.DefaultCase?.Name}",
                AnydataSchema any => $" anyxml={any.IsAnyxml} mandatory={any.IsMandatory}",
                _ => "",
            });
            line.AppendJoin("", node.Whens.Select(when => $" when({Squeeze(when.Expression.Text)})"));
            line.AppendJoin("", node.Musts.Select(must => $" must({Squeeze(must.Expression.Text)} tag={must.ErrorAppTag})"));
            line.AppendJoin("", node.IfFeatures.Select(feature => $" if-feature({feature})"));
            line.AppendJoin("", node.Extensions.Select(e => $" {e.Module}:{e.Name}({e.Argument})"));
            lines.Add(line.ToString());
        }

        foreach (var child in (node as SchemaBranch)?.Children ?? [])
        {
            Node(child, module, lines);
        }
    }

    private static string Names(IEnumerable<SchemaNode> nodes) => string.Join(' ', nodes.Select(node => node.Name));

    private static string TypeOf(YangType type) => $"{type.TypedefName ?? ""}:{type.Base}" + type switch
    {
        IntegerType integer => Range(integer.Range),
        Decimal64Type number => $"/{number.FractionDigits}{Range(number.Range)}",
        StringType text => Range(text.Length) + string.Join("", text.Patterns.Select(p => $" {(p.IsInverted ? "not " : "")}'{p.Pattern.Text}' tag={p.ErrorAppTag}")),
        BinaryType binary => Range(binary.Length),
        EnumerationType enumeration => "(" + string.Join(' ', enumeration.Items.Select(item => $"{item.Name}={item.Value}")) + ")",
        BitsType bits => "(" + string.Join(' ', bits.Items.Select(item => $"{item.Name}={item.Position}")) + ")",
        UnionType union => "(" + string.Join(" | ", union.Members.Select(TypeOf)) + ")",
        LeafRefType reference => $"({Squeeze(reference.Path.Text)} {reference.RequireInstance})",
        InstanceIdentifierType identifier => $"({identifier.RequireInstance})",
        IdentityRefType identity => "(" + string.Join(' ', identity.Bases.Select(b => b.ToString())) + ")",
        _ => "",
    };

    private static string Range(RangeRestriction? range)
        => range is null ? "" : $" {string.Join('|', range.Intervals.Select(i => $"{i.Low}..{i.High}"))} tag={range.ErrorAppTag}";

    /// <summary>A definition as written, without prose; quoting and white space do not matter.</summary>
    private static void Definition(Statement statement, StringBuilder text)
    {
        // What presence means is told in prose (RFC 7950 §7.5.5).
        text.Append(statement.Keyword).Append(' ').Append(statement.Kind == YangKeyword.Presence ? "" : Squeeze(statement.Argument ?? ""));
        var children = statement.Children.Where(child => child.Kind is not (YangKeyword.Description or YangKeyword.Reference or YangKeyword.ErrorMessage)).ToList();
        if (children.Count > 0)
        {
            text.Append(" { ");
            foreach (var child in statement.Kind == YangKeyword.Grouping ? children : [.. children.OrderBy(child => child.Kind)])
            {
                Definition(child, text);
                text.Append("; ");
            }

            text.Append('}');
        }
    }

    private static string Squeeze(string text) => Blanks().Replace(text.Trim(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
