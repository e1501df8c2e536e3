using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Reads instance data in XML (RFC 7950), streaming and guided by the schema.</summary>
/// <remarks>
/// Every method expects the reader to stand on the start tag of the element that holds the content, and leaves it past that element's end.
/// Reports all violations of names, namespaces, values, keys and repetition; constraints between nodes are the validator's. Keys may stand
/// anywhere in an entry. Text that is not well-formed XML ends in the reader's own <see cref="XmlException"/>.
/// </remarks>
public static class XmlDataReader
{
    /// <summary>Settings fit for text from outside: no DTD, no external references; white space is kept because leafs may consist of it.</summary>
    public static XmlReaderSettings Settings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
        CloseInput = false,
    };

    /// <summary>Reads top-level configuration, e.g. from a <c>config</c> element; state nodes are unknown elements.</summary>
    public static ReadResult ReadConfig(XmlReader reader, SchemaContext context) => ReadData(reader, context, ReadOptions.Config);

    /// <summary>Reads top-level data, e.g. from a <c>data</c> element.</summary>
    public static ReadResult ReadData(XmlReader reader, SchemaContext context, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ReadContent(reader, context, context.Root, InstancePath.Root, options);
    }

    /// <summary>Reads the content of a branch; the name of the element the reader stands on is not looked at.</summary>
    /// <param name="reader">Stands on the element.</param>
    /// <param name="context">The schema.</param>
    /// <param name="schema">Root, container, operation parameters or notification; not a list.</param>
    /// <param name="path">Where the element stands, for the paths of violations.</param>
    /// <param name="options">Null means <see cref="ReadOptions.Data"/>.</param>
    public static ReadResult ReadContent(XmlReader reader, SchemaContext context, SchemaBranch schema, InstancePath path, ReadOptions? options = null)
    {
        Check(reader, context);
        var sink = new TreeSink();
        var parser = new XmlDataParser(reader, context, options ?? ReadOptions.Data, sink, null);
        parser.ReadContent(schema, path);
        return new(sink.Result ?? DataBranch.Create(schema, []), parser.Violations);
    }

    /// <summary>Reads the input of an rpc from the rpc's element, e.g. <c>edit-config</c>.</summary>
    public static ReadResult ReadInput(XmlReader reader, SchemaContext context, OperationSchema operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ReadContent(reader, context, operation.Input, InstancePath.Root.Append(operation));
    }

    /// <summary>Reads the output of an rpc from the <c>rpc-reply</c> element.</summary>
    public static ReadResult ReadOutput(XmlReader reader, SchemaContext context, OperationSchema operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ReadContent(reader, context, operation.Output, InstancePath.Root.Append(operation));
    }

    /// <summary>Reads a top-level notification from its own element.</summary>
    public static ReadResult ReadNotification(XmlReader reader, SchemaContext context, NotificationSchema notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return ReadContent(reader, context, notification, InstancePath.Root.Append(notification));
    }

    /// <summary>Reads an action from the <c>action</c> element (RFC 7950 §7.15.2): the way to the node it belongs to, and its input.</summary>
    public static NestedReadResult ReadAction(XmlReader reader, SchemaContext context, ReadOptions? options = null)
        => ReadNested(reader, context, options, static node => node is OperationSchema { IsAction: true });

    /// <summary>
    /// Reads a notification, at top level or inside data nodes (RFC 7950 §7.16.2), from the element around it. That element must hold nothing
    /// else: the caller takes eventTime out first.
    /// </summary>
    public static NestedReadResult ReadNestedNotification(XmlReader reader, SchemaContext context, ReadOptions? options = null)
        => ReadNested(reader, context, options, static node => node is NotificationSchema);

    /// <summary>Reads top-level data with its attributes, in document order: the start of an edit.</summary>
    /// <remarks>Repeated nodes and several cases of a choice are not reported, since only the attributes tell what they mean.</remarks>
    public static ElementReadResult ReadElements(XmlReader reader, SchemaContext context, XmlAttributePolicy policy, ReadOptions? options = null)
    {
        Check(reader, context);
        ArgumentNullException.ThrowIfNull(policy);
        var sink = new ElementSink();
        var parser = new XmlDataParser(reader, context, options ?? ReadOptions.Config, sink, policy);
        parser.ReadContent(context.Root, InstancePath.Root);
        return new(sink.Result ?? new DataElement(context.Root, [], null), parser.Violations);
    }

    private static NestedReadResult ReadNested(XmlReader reader, SchemaContext context, ReadOptions? options, Func<SchemaNode, bool> isWanted)
    {
        Check(reader, context);
        var sink = new TreeSink();
        var parser = new XmlDataParser(reader, context, options ?? ReadOptions.Data, sink, null);
        var found = parser.ReadNested(isWanted);
        return new(found?.Parent, found?.Found, sink.Result, parser.Violations);
    }

    private static void Check(XmlReader reader, SchemaContext context)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(context);
        if (reader.MoveToContent() != XmlNodeType.Element)
        {
            throw new ArgumentException("the reader does not stand on an element", nameof(reader));
        }
    }
}
