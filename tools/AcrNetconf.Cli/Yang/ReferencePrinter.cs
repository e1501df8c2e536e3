using System.Text;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Cli.Yang;

/// <summary>A module as a reference for operators, in Markdown: a section for every container and list, a row for every leaf.</summary>
internal sealed class ReferencePrinter
{
    private readonly SchemaContext _context;
    private readonly YangModule _module;
    private readonly StringBuilder _text = new();

    private ReferencePrinter(SchemaContext context, YangModule module)
    {
        _context = context;
        _module = module;
    }

    public static string Print(SchemaContext context, YangModule module)
    {
        var printer = new ReferencePrinter(context, module);
        printer.Print();
        return printer._text.ToString();
    }

    private void Print()
    {
        _text.Append($"# {_module.Name}\n\n");
        Paragraph(_module.Statement?.ArgumentOf(AcrNetconf.Yang.Syntax.YangKeyword.Description));
        _text.Append($"Namespace `{_module.Namespace}`{(_module.Revision is { } revision ? $", revision {revision}" : "")}.\n\n");
        var own = _context.Root.Children.Where(node => ReferenceEquals(node.Module, _module)).ToList();
        var data = own.Where(node => node is not (OperationSchema or NotificationSchema)).ToList();
        Title("Configuration", data.OfType<SchemaBranch>().Where(node => node.IsConfig), node => Branch(node, isConfig: true));
        Title("State", data.OfType<SchemaBranch>(), node => Branch(node, isConfig: false));
        Title("Operations", own.OfType<OperationSchema>(), Operation);
        Title("Notifications", own.OfType<NotificationSchema>(), notification => Section(notification, notification.Name, Rows(notification.Children, all: true)));
    }

    private void Title<T>(string title, IEnumerable<T> nodes, Action<T> print)
    {
        var start = _text.Length;
        foreach (var node in nodes)
        {
            print(node);
        }

        if (_text.Length > start)
        {
            _text.Insert(start, $"## {title}\n\n");
        }
    }

    /// <summary>Configuration and state are told apart; a branch that has nothing of the wanted kind is left out.</summary>
    private void Branch(SchemaBranch branch, bool isConfig)
    {
        var rows = Rows(branch.Children, all: false, isConfig).ToList();
        if (rows.Count > 0 || branch.IsConfig == isConfig)
        {
            Section(branch, PathOf(branch), rows);
        }

        foreach (var child in branch.DataChildren.OfType<SchemaBranch>().Where(c => isConfig ? c.IsConfig : true))
        {
            Branch(child, isConfig);
        }
    }

    private void Operation(OperationSchema operation)
    {
        Section(operation, operation.Name, []);
        Table("Input", Rows(operation.Input.Children, all: true));
        Table("Output", Rows(operation.Output.Children, all: true));
    }

    private void Section(SchemaNode node, string name, IEnumerable<string> rows)
    {
        _text.Append($"### {name}\n\n");
        Paragraph(node.Description);
        var rules = Rules(node).ToList();
        if (rules.Count > 0)
        {
            Paragraph(string.Join("; ", rules) + ".");
        }

        Table(null, rows);
    }

    private void Table(string? title, IEnumerable<string> rows)
    {
        var lines = rows.ToList();
        if (lines.Count > 0)
        {
            _text.Append(title is null ? "" : $"{title}:\n\n").Append("| leaf | type | default | meaning |\n|---|---|---|---|\n").AppendJoin('\n', lines).Append("\n\n");
        }
    }

    private IEnumerable<string> Rows(IEnumerable<SchemaNode> children, bool all, bool isConfig = true, string above = "")
    {
        foreach (var child in children)
        {
            switch (child)
            {
                case LeafSchema or LeafListSchema or AnydataSchema when all || child.IsConfig == isConfig:
                    yield return Row(child, above);
                    break;
                case ChoiceSchema or CaseSchema:
                    foreach (var row in Rows(((SchemaBranch)child).Children, all, isConfig, above))
                    {
                        yield return row;
                    }

                    break;
                case SchemaBranch branch when all: // operations and notifications are small: one table with paths
                    foreach (var row in Rows(branch.Children, all, isConfig, $"{above}{branch.Name}/"))
                    {
                        yield return row;
                    }

                    break;
            }
        }
    }

    private string Row(SchemaNode leaf, string above)
    {
        var (type, units, value) = leaf switch
        {
            LeafSchema one => (TypeText(one.Type), one.Units, one.IsKey ? "key" : one.IsMandatory ? "mandatory" : one.Default?.ToString() ?? ""),
            LeafListSchema many => ($"list of {TypeText(many.Type)}", many.Units, string.Join(", ", many.Defaults)),
            _ => ("XML", null, ""),
        };
        var rules = string.Join("; ", Rules(leaf));
        return $"| `{above}{leaf.Name}` | {Cell(type)}{(units is null ? "" : $", {units}")} | {Cell(value)} | {Cell(OneLine(leaf.Description))}{(rules.Length > 0 ? $" *{Cell(rules)}.*" : "")} |";
    }

    /// <summary>What else the model says: constraints by the sentence they fail with, conditions, features, what a change disturbs.</summary>
    private IEnumerable<string> Rules(SchemaNode node)
    {
        if (node is ListSchema list)
        {
            yield return list.Keys.IsEmpty ? "without a key" : $"key {string.Join(", ", list.Keys.Select(k => k.Name))}";
        }

        foreach (var must in node.Musts)
        {
            yield return OneLine(must.ErrorMessage ?? must.Expression.Text);
        }

        foreach (var when in node.Whens)
        {
            yield return $"only when {OneLine(when.Expression.Text)}";
        }

        foreach (var feature in node.IfFeatures)
        {
            yield return $"feature {feature}";
        }

        foreach (var extension in node.Extensions.Where(e => e.Name == "impact"))
        {
            yield return $"impact {extension.Argument}";
        }
    }

    private string PathOf(SchemaNode node) => node switch
    {
        { Parent: null } => "",
        ChoiceSchema or CaseSchema => PathOf(node.Parent),
        _ => $"{PathOf(node.Parent)}/{node.Name}",
    };

    private string TypeText(YangType type) => type switch
    {
        EnumerationType enumeration => string.Join(" \\| ", enumeration.Items.Select(i => i.Name)),
        UnionType union when type.TypedefName is null => string.Join(" or ", union.Members.Select(TypeText)),
        LeafRefType reference => TypeText(reference.TargetType),
        IntegerType { Range: { } range } => $"{range.Text.Replace("|", "\\|")}",
        Decimal64Type { Range: { } range } => $"decimal {range.Text.Replace("|", "\\|")}",
        Decimal64Type => "decimal",
        StringType { Length: { } length } when type.TypedefName is null => $"string of {length.Text} characters",
        _ when type.TypedefName is { } name => name[(name.IndexOf(':') + 1)..],
        IntegerType integer => integer.Base.ToString().ToLowerInvariant(),
        _ => type.Base.ToString().ToLowerInvariant(),
    };

    private void Paragraph(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _text.Append(OneLine(text)).Append("\n\n");
        }
    }

    private static string Cell(string text) => text.Contains("\\|", StringComparison.Ordinal) ? text : text.Replace("|", "\\|");

    private static string OneLine(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
