using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>Enumerates axes (XPath 1.0 §2.2) in axis order, the node test applied.</summary>
internal static class AxisWalk
{
    /// <summary>Adds the nodes of the step's axis that its test selects; reverse axes nearest first.</summary>
    public static void Collect(Step step, XPathNode from, XPathSession session, NodeSet into)
    {
        switch (step.Axis)
        {
            case XPathAxis.Child:
                Children(step, from, session, into);
                break;
            case XPathAxis.Parent:
                AddIf(step, from.Parent, into);
                break;
            case XPathAxis.Self:
                AddIf(step, from, into);
                break;
            case XPathAxis.Descendant:
                Descendants(step, from, session, into);
                break;
            case XPathAxis.DescendantOrSelf:
                AddIf(step, from, into);
                Descendants(step, from, session, into);
                break;
            case XPathAxis.Ancestor:
                Ancestors(step, from.Parent, into);
                break;
            case XPathAxis.AncestorOrSelf:
                Ancestors(step, from, into);
                break;
            case XPathAxis.Following:
                Following(step, from, session, into);
                break;
            case XPathAxis.Preceding:
                Preceding(step, from, session, into);
                break;
            default:
                break; // siblings have a class of their own; attribute and namespace: data has neither
        }
    }

    private static void AddIf(Step step, XPathNode? node, NodeSet into)
    {
        if (node is not null && step.Selects(node))
        {
            into.Add(node);
        }
    }

    private static void Children(Step step, XPathNode from, XPathSession session, NodeSet into)
    {
        var test = step.Test;
        if (from.BranchSchema is not { } schema)
        {
            if (test.Kind is NodeTestKind.Node or NodeTestKind.Text && from.Text() is { } text)
            {
                into.Add(text);
            }

            return;
        }

        if (test.Kind == NodeTestKind.Name && test.Namespace is not null)
        {
            if (test.Child(schema) is { } child)
            {
                session.AddChildren(from, child, into);
            }
        }
        else if (test.Kind is NodeTestKind.Name or NodeTestKind.Any or NodeTestKind.Node)
        {
            foreach (var child in schema.DataChildren)
            {
                if (test.Matches(child))
                {
                    session.AddChildren(from, child, into);
                }
            }
        }

        if (session.GuestUnder(from, test) is { } guest)
        {
            into.Add(guest);
        }
    }

    private static void Descendants(Step step, XPathNode from, XPathSession session, NodeSet into)
    {
        var children = new NodeSet();
        session.AddChildren(from, children);
        for (var i = 0; i < children.Count; i++)
        {
            AddIf(step, children[i], into);
            Descendants(step, children[i], session, into);
        }
    }

    private static void Ancestors(Step step, XPathNode? from, NodeSet into)
    {
        for (var node = from; node is not null; node = node.Parent)
        {
            AddIf(step, node, into);
        }
    }

    private static void Following(Step step, XPathNode from, XPathSession session, NodeSet into)
    {
        for (var node = from; node.Parent is { } parent; node = parent)
        {
            var siblings = new NodeSet();
            session.AddChildren(parent, siblings);
            for (var i = 0; i < siblings.Count; i++)
            {
                if (XPathNode.CompareOrder(siblings[i], node, session) > 0)
                {
                    AddIf(step, siblings[i], into);
                    Descendants(step, siblings[i], session, into);
                }
            }
        }
    }

    private static void Preceding(Step step, XPathNode from, XPathSession session, NodeSet into)
    {
        for (var node = from; node.Parent is { } parent; node = parent)
        {
            var siblings = new NodeSet();
            session.AddChildren(parent, siblings);
            for (var i = siblings.Count - 1; i >= 0; i--)
            {
                if (XPathNode.CompareOrder(siblings[i], node, session) < 0)
                {
                    var subtree = new NodeSet();
                    AddIf(step, siblings[i], subtree);
                    Descendants(step, siblings[i], session, subtree);
                    for (var j = subtree.Count - 1; j >= 0; j--)
                    {
                        into.Add(subtree[j]);
                    }
                }
            }
        }
    }
}
