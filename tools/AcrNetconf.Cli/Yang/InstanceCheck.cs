using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Cli.Yang;

/// <summary>Reads and validates one document of each kind.</summary>
internal sealed class InstanceCheck(SchemaContext context, YangOptions options)
{
    /// <summary>Configuration, or configuration and state.</summary>
    public ImmutableArray<Violation> Tree(string document, (string Namespace, string Name)? root, ValidationScope scope)
    {
        var result = ReadTree(document, root, scope == ValidationScope.Config ? ReadOptions.Config : ReadOptions.Data);
        return result.IsValid ? Validator.Validate(result.ToTree(context), scope) : result.Violations;
    }

    /// <summary>An edit payload by itself (RFC 7950 §8.3.1); with --operational also what it does to that configuration (§8.3.2, §8.3.3).</summary>
    public ImmutableArray<Violation> Edit(string document, (string Namespace, string Name)? root)
    {
        using var reader = InstanceReader.OpenAt(document, IsEnvelope(root) || root is (InstanceReader.Base, "rpc"));
        return new EditCheck(context, options.Operational is null ? null : Operational()).Run(reader);
    }

    /// <summary>The request of an rpc, in its envelope or bare; an action inside <c>rpc</c> is found out.</summary>
    public ImmutableArray<Violation> Rpc(string document, (string Namespace, string Name)? root)
    {
        using var reader = InstanceReader.OpenAt(document, hasEnvelope: true);
        if (root is (InstanceReader.Base, "rpc") && !ToFirstChild(reader))
        {
            return [new("missing-element", null, null, "rpc holds no operation")];
        }

        if (reader is { NamespaceURI: InstanceReader.Yang, LocalName: "action" })
        {
            return Action(XmlDataReader.ReadAction(reader, context));
        }

        if (context.FindRpc(reader.NamespaceURI, reader.LocalName) is not { } operation)
        {
            return [UnknownOperation(reader)];
        }

        var result = XmlDataReader.ReadInput(reader, context, operation);
        return result.IsValid ? Validator.ValidateOperation((OperationNode)result.Node, Operational()) : result.Violations;
    }

    /// <summary>An action: <c>action</c> with the way to its node, in an rpc, or the bare way.</summary>
    public ImmutableArray<Violation> Action(string document, (string Namespace, string Name)? root)
    {
        var isEnvelope = root is (InstanceReader.Base, "rpc") or (InstanceReader.Yang, "action");
        using var reader = InstanceReader.OpenAt(document, isEnvelope);
        if (root is (InstanceReader.Base, "rpc"))
        {
            ToFirstChild(reader);
        }

        return Action(XmlDataReader.ReadAction(reader, context));
    }

    /// <summary>An rpc-reply, given the request it answers.</summary>
    public ImmutableArray<Violation> Reply(string document)
    {
        if (options.Request is not { } request)
        {
            return [new("missing-element", null, null, "a reply can be validated only with --request")];
        }

        using var requestReader = InstanceReader.OpenAt(request, hasEnvelope: true);
        if (requestReader.LocalName == "rpc")
        {
            ToFirstChild(requestReader);
        }

        OperationSchema? operation;
        InstancePath? target = null;
        if (requestReader is { NamespaceURI: InstanceReader.Yang, LocalName: "action" })
        {
            var action = XmlDataReader.ReadAction(requestReader, context);
            operation = action.Schema as OperationSchema;
            target = action.Parent;
        }
        else
        {
            operation = context.FindRpc(requestReader.NamespaceURI, requestReader.LocalName);
        }

        if (operation is null)
        {
            return [UnknownOperation(requestReader)];
        }

        var element = XElement.Load(InstanceReader.OpenAt(document, hasEnvelope: true), LoadOptions.PreserveWhitespace);
        XNamespace @base = InstanceReader.Base;
        if (element.Element(@base + "rpc-error") is not null)
        {
            return [];
        }

        element.Elements(@base + "ok").Remove();
        using var reader = ReaderOf(element);
        var path = (target ?? InstancePath.Root).Append(operation);
        var result = XmlDataReader.ReadContent(reader, context, operation.Output, path);
        return result.IsValid ? Validator.ValidateOperation((OperationNode)result.Node, Operational(), target) : result.Violations;
    }

    /// <summary>A notification, in its envelope or bare.</summary>
    public ImmutableArray<Violation> Notification(string document, (string Namespace, string Name)? root)
    {
        var hasEnvelope = root is (InstanceReader.Notifications, "notification");
        var element = XElement.Load(InstanceReader.OpenAt(document, hasEnvelope), LoadOptions.PreserveWhitespace);
        element.Elements(XName.Get("eventTime", InstanceReader.Notifications)).Remove();
        using var reader = ReaderOf(element);
        var result = XmlDataReader.ReadNestedNotification(reader, context);
        return result is { IsValid: true, Node: NotificationNode node }
            ? Validator.ValidateNotification(node, Operational(), result.Parent)
            : result.Violations;
    }

    private static XmlReader ReaderOf(XElement element)
    {
        var reader = element.CreateReader();
        reader.MoveToContent();
        return reader;
    }

    private static bool IsEnvelope((string Namespace, string Name)? root)
        => root is (InstanceReader.Base, "config" or "data" or "edit-config" or "get-config" or "get");

    private static bool ToFirstChild(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }

        return false;
    }

    private Violation UnknownOperation(XmlReader reader)
        => context.FindModuleByNamespace(reader.NamespaceURI) is null
            ? new("unknown-namespace", null, null, $"no module has the namespace {reader.NamespaceURI}",
                [new("bad-element", "", reader.LocalName), new("bad-namespace", "", reader.NamespaceURI)])
            : new("unknown-element", null, null, $"there is no operation {reader.LocalName} in namespace {reader.NamespaceURI}",
                [new("bad-element", "", reader.LocalName)]);

    private ImmutableArray<Violation> Action(NestedReadResult result)
        => result is { IsValid: true, Node: OperationNode node }
            ? Validator.ValidateOperation(node, Operational(), result.Parent)
            : result.Violations;

    private ReadResult ReadTree(string document, (string Namespace, string Name)? root, ReadOptions readOptions)
    {
        using var reader = InstanceReader.OpenAt(document, IsEnvelope(root));
        return XmlDataReader.ReadData(reader, context, readOptions);
    }

    private DataTree Operational()
        => options.Operational is { } file
            ? ReadTree(file, InstanceReader.FirstElement(file), ReadOptions.Data).ToTree(context)
            : DataTree.Empty(context);
}
