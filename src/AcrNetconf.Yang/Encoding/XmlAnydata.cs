using System.Xml;
using System.Xml.Linq;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Reads free XML content with bounded depth. Comments and processing instructions are dropped.</summary>
internal static class XmlAnydata
{
    /// <summary>Reads the element the reader stands on and goes past its end.</summary>
    /// <remarks>The element is the node, not its content: attributes on it are annotations or say what to do with it, and are left out.</remarks>
    public static XElement Read(XmlReader reader, int maxDepth, out bool isTooDeep)
    {
        var scope = (reader as IXmlNamespaceResolver)?.GetNamespacesInScope(XmlNamespaceScope.ExcludeXml);
        var root = ReadTree(reader, maxDepth, out isTooDeep);
        root.RemoveAttributes();
        AddUsed(scope, root);
        return root;
    }

    private static XElement ReadTree(XmlReader reader, int maxDepth, out bool isTooDeep)
    {
        isTooDeep = false;
        var root = Start(reader);
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return root;
        }

        var current = root;
        var depth = 1;
        reader.Read();
        while (true)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when depth >= maxDepth:
                    isTooDeep = true;
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    var child = Start(reader);
                    current.Add(child);
                    if (!reader.IsEmptyElement)
                    {
                        current = child;
                        depth++;
                    }

                    break;
                case XmlNodeType.EndElement:
                    reader.Read();
                    if (--depth == 0)
                    {
                        return root;
                    }

                    current = current.Parent!; // depth above zero, hence below the root
                    continue;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    current.Add(new XText(reader.Value));
                    break;
                default:
                    break;
            }

            if (!reader.Read())
            {
                return root;
            }
        }
    }

    private static XElement Start(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            var isDeclaration = reader.NamespaceURI is "http://www.w3.org/2000/xmlns/";
            if (!isDeclaration)
            {
                element.Add(new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value));
            }
            else if (reader.Prefix.Length > 0)
            {
                element.Add(new XAttribute(XNamespace.Xmlns + reader.LocalName, reader.Value));
            }
        }

        reader.MoveToElement();
        return element;
    }

    // Values inside may use prefixes declared on the element and further out; those that occur in text or attributes stay with the content.
    private static void AddUsed(IDictionary<string, string>? scope, XElement root)
    {
        foreach (var (prefix, @namespace) in scope ?? new Dictionary<string, string>())
        {
            if (prefix.Length > 0 && Uses(root, prefix + ":", @namespace))
            {
                root.Add(new XAttribute(XNamespace.Xmlns + prefix, @namespace));
            }
        }
    }

    private static bool Uses(XElement root, string prefix, string @namespace)
        => root.DescendantNodes().OfType<XText>().Any(text => text.Value.Contains(prefix, StringComparison.Ordinal))
            || root.Descendants().Attributes().Any(attribute => !attribute.IsNamespaceDeclaration
                && (attribute.Name.NamespaceName == @namespace || attribute.Value.Contains(prefix, StringComparison.Ordinal)));
}
