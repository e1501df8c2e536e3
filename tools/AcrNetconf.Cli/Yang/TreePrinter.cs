using System.Text;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Cli.Yang;

/// <summary>Draws a module as a tree diagram (RFC 8340).</summary>
internal sealed class TreePrinter
{
    private const int BaseTypeNameGap = 3;
    private readonly SchemaContext _context;
    private readonly YangModule _module;
    private readonly TextWriter _output;

    private TreePrinter(SchemaContext context, YangModule module, TextWriter output)
    {
        _context = context;
        _module = module;
        _output = output;
    }

    /// <summary>Writes the diagram: data nodes, augments of other modules, rpcs, notifications, structures.</summary>
    public static void Print(SchemaContext context, YangModule module, TextWriter output)
        => new TreePrinter(context, module, output).Print();

    private void Print()
    {
        _output.WriteLine($"module: {_module.Name}");
        var top = _context.Root.Children.Where(node => ReferenceEquals(node.Module, _module)).ToList();
        Children([.. top.Where(node => node is not (OperationSchema or NotificationSchema))], "  ", "rw");
        Augments();
        Section("rpcs", top.OfType<OperationSchema>());
        Section("notifications", top.OfType<NotificationSchema>());
        foreach (var structure in _module.Structures?.Children ?? [])
        {
            _output.WriteLine($"\n  structure {structure.Name}:");
            Children(((SchemaBranch)structure).Children, "    ", "  "); // structures are compiled as containers
        }
    }

    private void Section(string title, IEnumerable<SchemaNode> nodes)
    {
        var list = nodes.ToList();
        if (list.Count > 0)
        {
            _output.WriteLine($"\n  {title}:");
            Children(list, "    ", "--");
        }
    }

    /// <summary>Nodes this module adds to others, by target.</summary>
    private void Augments()
    {
        var targets = new List<(SchemaBranch Target, List<SchemaNode> Added)>();
        foreach (var node in _context.Root.Children)
        {
            if (!ReferenceEquals(node.Module, _module))
            {
                Collect(node, targets);
            }
        }

        foreach (var (target, added) in targets)
        {
            _output.WriteLine($"\n  augment {PathOf(target)}:");
            Children(added, "    ", FlagOf(target));
        }
    }

    private void Collect(SchemaNode node, List<(SchemaBranch Target, List<SchemaNode> Added)> targets)
    {
        if (node is not SchemaBranch branch)
        {
            return;
        }

        var added = branch.Children.Where(child => ReferenceEquals(child.Module, _module)).ToList();
        if (added.Count > 0 && !ReferenceEquals(branch.Module, _module))
        {
            targets.Add((branch, added));
        }

        foreach (var child in branch.Children)
        {
            if (!ReferenceEquals(child.Module, _module))
            {
                Collect(child, targets);
            }
        }
    }

    private string PathOf(SchemaNode node) => node.Parent is null ? "" : $"{PathOf(node.Parent)}/{PrefixOf(node.Module)}:{node.Name}";

    private string PrefixOf(YangModule module)
    {
        foreach (var (prefix, known) in _module.Prefixes)
        {
            if (ReferenceEquals(known, module))
            {
                return prefix;
            }
        }

        return module.Prefix;
    }

    private static string FlagOf(SchemaNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case OperationParametersSchema parameters:
                    return parameters.IsOutput ? "ro" : "-w";
                case NotificationSchema:
                    return "ro";
            }
        }

        return node is RootSchema || node.IsConfig || node is ChoiceSchema or CaseSchema ? "rw" : "ro";
    }

    private void Children(IReadOnlyList<SchemaNode> nodes, string indent, string inherited)
    {
        var shown = nodes.Where(node => node is not OperationParametersSchema { Children.IsEmpty: true }).ToList();
        var width = shown.Where(node => node is not SchemaBranch).Select(node => NameOf(node).Length).DefaultIfEmpty(0).Max();
        for (var i = 0; i < shown.Count; i++)
        {
            var node = shown[i];
            var line = new StringBuilder(indent).Append(Mark(node.Status)).Append("--");
            var name = NameOf(node);
            if (node is CaseSchema)
            {
                line.Append(":(").Append(name).Append(')');
            }
            else
            {
                line.Append(Flag(node, inherited)).Append(' ').Append(name);
            }

            if (TypeOf(node) is { } type)
            {
                line.Append(' ', width - name.Length + BaseTypeNameGap).Append(type);
            }

            if (node.IfFeatures.Length > 0)
            {
                line.Append(" {").AppendJoin(',', node.IfFeatures).Append("}?");
            }

            _output.WriteLine(line.ToString());
            if (node is SchemaBranch branch)
            {
                Children(branch.Children, indent + (i < shown.Count - 1 ? "|  " : "   "), inherited);
            }
        }
    }

    private static char Mark(YangStatus status) => status switch
    {
        YangStatus.Current => '+',
        YangStatus.Deprecated => 'x',
        _ => 'o',
    };

    private static string Flag(SchemaNode node, string inherited) => node switch
    {
        OperationSchema => "-x",
        NotificationSchema => "-n",
        OperationParametersSchema parameters => parameters.IsOutput ? "ro" : "-w",
        _ when node.Extensions.Any(extension => extension is { Module: "ietf-yang-schema-mount", Name: "mount-point" }) => "mp",
        _ when inherited == "  " => "  ",
        _ => FlagInData(node),
    };

    private static string FlagInData(SchemaNode node)
    {
        for (SchemaNode? at = node.Parent; at is not null; at = at.Parent)
        {
            if (at is OperationParametersSchema or NotificationSchema)
            {
                return FlagOf(at);
            }
        }

        return node.IsConfig ? "rw" : "ro";
    }

    private string NameOf(SchemaNode node)
    {
        var prefix = ReferenceEquals(node.Module, _module) ? "" : PrefixOf(node.Module) + ":";
        return node switch
        {
            LeafSchema leaf => $"{prefix}{leaf.Name}{(leaf.IsMandatory || leaf.IsKey ? "" : "?")}",
            LeafListSchema list => $"{prefix}{list.Name}*",
            ListSchema list => $"{prefix}{list.Name}*{(list.Keys.IsEmpty ? "" : $" [{string.Join(' ', list.Keys.Select(key => key.Name))}]")}",
            ContainerSchema container => $"{prefix}{container.Name}{(container.IsPresence ? "!" : "")}",
            ChoiceSchema choice => $"({prefix}{choice.Name}){(choice.IsMandatory ? "" : "?")}",
            AnydataSchema any => $"{prefix}{any.Name}{(any.IsMandatory ? "" : "?")}",
            _ => prefix + node.Name,
        };
    }

    private string? TypeOf(SchemaNode node) => node switch
    {
        LeafSchema leaf => TypeName(leaf.Type),
        LeafListSchema list => TypeName(list.Type),
        AnydataSchema any => any.IsAnyxml ? "anyxml" : "anydata",
        _ => null,
    };

    private string TypeName(YangType type)
    {
        if (type.TypedefName is { } name)
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            var module = _context.FindModule(name[..colon]);
            return module is null || ReferenceEquals(module, _module) || module.Name == _module.Name ? name[(colon + 1)..] : $"{PrefixOf(module)}:{name[(colon + 1)..]}";
        }

        return type is LeafRefType leafref ? $"-> {leafref.Path.Text}" : BuiltInName(type.Base);
    }

    private static string BuiltInName(YangBaseType type) => type switch
    {
        YangBaseType.InstanceIdentifier => "instance-identifier",
        _ => type.ToString().ToLowerInvariant(),
    };
}
