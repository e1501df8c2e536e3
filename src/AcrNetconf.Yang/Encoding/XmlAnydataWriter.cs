using System.Buffers;
using System.Xml.Linq;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Writes free XML content. Prefix declarations on elements are kept, since values may use them; element names are written without prefix.</summary>
internal static class XmlAnydataWriter
{
    /// <summary>Writes the element under the name and namespace of its schema node. Recursion is bounded by the depth the reader allows.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="element">The element.</param>
    /// <param name="elementNamespace">Namespace of the element.</param>
    /// <param name="scope">Default namespace around it.</param>
    /// <param name="annotate">Adds attributes to the element, or null.</param>
    public static void Write(IBufferWriter<byte> output, XElement element, string elementNamespace, string? scope, Action? annotate = null)
    {
        output.Write("<"u8);
        XmlText.WritePlain(output, element.Name.LocalName);
        if (elementNamespace != (scope ?? ""))
        {
            output.Write(" xmlns=\""u8);
            XmlText.WriteAttribute(output, elementNamespace);
            output.Write("\""u8);
        }

        annotate?.Invoke();
        WriteAttributes(output, element);
        if (element.FirstNode is null)
        {
            output.Write("/>"u8);
            return;
        }

        output.Write(">"u8);
        for (var node = element.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is XElement child)
            {
                Write(output, child, child.Name.NamespaceName, elementNamespace);
            }
            else if (node is XText text)
            {
                XmlText.WriteContent(output, text.Value);
            }
        }

        output.Write("</"u8);
        XmlText.WritePlain(output, element.Name.LocalName);
        output.Write(">"u8);
    }

    private static void WriteAttributes(IBufferWriter<byte> output, XElement element)
    {
        Dictionary<string, string>? made = null;
        foreach (var attribute in element.Attributes())
        {
            var name = attribute.Name;
            if (attribute.IsNamespaceDeclaration && name.Namespace == XNamespace.None)
            {
                continue;
            }

            string? prefix = null;
            if (attribute.IsNamespaceDeclaration)
            {
                prefix = "xmlns";
            }
            else if (name.Namespace != XNamespace.None)
            {
                prefix = element.GetPrefixOfNamespace(name.Namespace) ?? made?.GetValueOrDefault(name.NamespaceName);
                if (prefix is null)
                {
                    prefix = FreePrefix(element, made ??= []);
                    made.Add(name.NamespaceName, prefix);
                    WriteAttribute(output, "xmlns", prefix, name.NamespaceName);
                }
            }

            WriteAttribute(output, prefix, name.LocalName, attribute.Value);
        }
    }

    /// <summary>A prefix nothing in scope uses: the element's own declarations are written too.</summary>
    private static string FreePrefix(XElement element, Dictionary<string, string> made)
    {
        for (var n = made.Count + 1; ; n++)
        {
            var prefix = $"a{n}";
            if (element.GetNamespaceOfPrefix(prefix) is null && !made.ContainsValue(prefix))
            {
                return prefix;
            }
        }
    }

    private static void WriteAttribute(IBufferWriter<byte> output, string? prefix, string name, string value)
    {
        output.Write(" "u8);
        if (prefix is not null)
        {
            XmlText.WritePlain(output, prefix);
            output.Write(":"u8);
        }

        XmlText.WritePlain(output, name);
        output.Write("=\""u8);
        XmlText.WriteAttribute(output, value);
        output.Write("\""u8);
    }
}
