using System.Globalization;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Reads the property statements of a node, and the same statements where refine and deviate change a node.</summary>
internal sealed class NodeProperties(CompileSession session, FeaturePass features, ExtensionPass extensions)
{
    /// <summary>Takes over what a node's own statement says; substatements that define nodes are left alone.</summary>
    public void Read(NodeDraft node, ModuleUnit unit)
    {
        var hasExtensions = false;
        foreach (var child in node.Statement.Children)
        {
            switch (child.Kind)
            {
                case YangKeyword.When:
                    (node.Whens ??= []).Add(new(child, unit));
                    break;
                case YangKeyword.IfFeature:
                    node.HasIfFeature = true;
                    (node.IfFeatures ??= []).Add(child.Argument ?? "");
                    break;
                case YangKeyword.Status:
                    node.Status = DefinitionScope.StatusOf(node.Statement);
                    break;
                case YangKeyword.Key:
                    node.Key = child;
                    break;
                case YangKeyword.OrderedBy:
                    node.IsUserOrdered = child.Argument == "user";
                    break;
                case YangKeyword.Extended:
                    hasExtensions = true;
                    break;
                default:
                    Set(node, child, unit);
                    break;
            }
        }

        if (node.HasIfFeature && !features.IsEnabled(node.Statement, unit))
        {
            node.IsDisabled = true;
        }

        if (hasExtensions)
        {
            node.Extensions = [.. extensions.Read(node.Statement, unit)];
        }
    }

    /// <summary>Applies a refine (RFC 7950 §7.13.2). Defaults and extensions of the refine take the place of the grouping's.</summary>
    public void Refine(NodeDraft node, Statement refine, ModuleUnit unit)
    {
        var clearedDefaults = false;
        foreach (var child in refine.Children)
        {
            switch (child.Kind)
            {
                case YangKeyword.IfFeature:
                    node.HasIfFeature = true;
                    (node.IfFeatures ??= []).Add(child.Argument ?? "");
                    break;
                case YangKeyword.Extended:
                    break;
                case var kind when !Applies(kind, node.Kind):
                    session.Error("refine", child, $"\"{child.Keyword}\" cannot refine a {node.Statement.Keyword}", "RFC 7950 §7.13.2");
                    break;
                case YangKeyword.Default:
                    if (!clearedDefaults)
                    {
                        node.Defaults = null;
                        clearedDefaults = true;
                    }

                    Set(node, child, unit);
                    break;
                default:
                    Set(node, child, unit);
                    break;
            }
        }

        if (!features.IsEnabled(refine, unit))
        {
            node.IsDisabled = true;
        }

        foreach (var instance in extensions.Read(refine, unit))
        {
            var list = node.Extensions ??= [];
            list.RemoveAll(e => e.Module == instance.Module && e.Name == instance.Name);
            list.Add(instance);
        }
    }

    /// <summary>True when a property statement makes sense on a kind of node.</summary>
    public static bool Applies(YangKeyword property, YangKeyword node) => property switch
    {
        YangKeyword.Description or YangKeyword.Reference => true,
        YangKeyword.Must => node is YangKeyword.Container or YangKeyword.List or YangKeyword.Leaf or YangKeyword.LeafList or YangKeyword.Anydata
            or YangKeyword.Anyxml or YangKeyword.Input or YangKeyword.Output or YangKeyword.Notification,
        YangKeyword.Presence => node == YangKeyword.Container,
        YangKeyword.Default => node is YangKeyword.Leaf or YangKeyword.LeafList or YangKeyword.Choice,
        YangKeyword.Config => node is YangKeyword.Container or YangKeyword.List or YangKeyword.Leaf or YangKeyword.LeafList or YangKeyword.Choice
            or YangKeyword.Anydata or YangKeyword.Anyxml,
        YangKeyword.Mandatory => node is YangKeyword.Leaf or YangKeyword.Choice or YangKeyword.Anydata or YangKeyword.Anyxml,
        YangKeyword.MinElements or YangKeyword.MaxElements => node is YangKeyword.List or YangKeyword.LeafList,
        YangKeyword.Units or YangKeyword.Type => node is YangKeyword.Leaf or YangKeyword.LeafList,
        YangKeyword.Unique => node == YangKeyword.List,
        _ => false,
    };

    /// <summary>Sets one property. Must, default and unique accumulate, the others replace.</summary>
    public static void Set(NodeDraft node, Statement property, ModuleUnit unit)
    {
        switch (property.Kind)
        {
            case YangKeyword.Must:
                (node.Musts ??= []).Add(new(property, unit));
                break;
            case YangKeyword.Units:
                node.Units = property.Argument;
                break;
            case YangKeyword.Default:
                (node.Defaults ??= []).Add(new(property.Argument ?? "", unit, property));
                break;
            case YangKeyword.Config:
                node.Config = property.Argument != "false";
                node.ConfigStatement = property;
                break;
            case YangKeyword.Mandatory:
                node.Mandatory = property.Argument == "true";
                break;
            case YangKeyword.Presence:
                node.IsPresence = true;
                break;
            case YangKeyword.MinElements:
                node.MinElements = uint.TryParse(property.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var min) ? min : 0;
                break;
            case YangKeyword.MaxElements:
                node.MaxElements = uint.TryParse(property.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var max) ? max : uint.MaxValue + 1L;
                break;
            case YangKeyword.Unique:
                (node.Uniques ??= []).Add((property, unit));
                break;
            case YangKeyword.Description:
                node.Description = property.Argument;
                break;
            case YangKeyword.Reference:
                node.Reference = property.Argument;
                break;
        }
    }
}
