using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>Which notifications a subscription wants (RFC 5277 §3.6): whole ones, those of which the filter selects something.</summary>
internal abstract class NotificationFilter
{
    public static NotificationFilter Everything { get; } = new All();

    /// <summary>Compiles a filter parameter; null when errors were reported.</summary>
    public static NotificationFilter? Compile(FilterParameter filter, SchemaContext schema, ParameterReader parameters)
        => filter.Element is { } element
            ? Compile(element, schema, filter.Prefixes)
            : CompileExpression(filter.Select!, schema, filter.Prefixes, parameters); // one of the two is set

    /// <summary>Compiles a subtree filter.</summary>
    public static NotificationFilter Compile(XElement filter, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes)
        => new Subtree(Bind(filter, schema, prefixes));

    /// <summary>Compiles an expression; null and a sentence when it is not understood.</summary>
    public static NotificationFilter? Compile(string select, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes, out string? error)
    {
        if (XPathFilter.TryCompile(select, prefixes, schema, out var filter, out var fault))
        {
            error = null;
            return new XPath(filter);
        }

        error = $"\"{select}\" is not understood {fault}";
        return null;
    }

    public abstract bool Accepts(NotificationNode notification);

    private static NotificationFilter? CompileExpression(string select, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes, ParameterReader parameters)
    {
        if (!schema.Serves(ProtocolFeatures.XPath))
        {
            // RFC 5277 §2.1.1: an XPath filter needs the capability here too.
            parameters.Report(RpcError.OperationNotSupported(ErrorType.Protocol, "filter: this server has no :xpath capability"));
            return null;
        }

        var filter = Compile(select, schema, prefixes, out var error);
        if (error is not null)
        {
            parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"filter: select {error}"));
        }

        return filter;
    }

    private static ImmutableArray<(NotificationSchema, SubtreeFilter?)> Bind(XElement filter, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes)
    {
        var wanted = ImmutableArray.CreateBuilder<(NotificationSchema, SubtreeFilter?)>();
        foreach (var element in filter.Elements())
        {
            var anyNamespace = element.Name.NamespaceName is "" or NetconfNames.Base or NetconfNames.Notification;
            foreach (var notification in schema.Root.Children.OfType<NotificationSchema>())
            {
                if (notification.Name == element.Name.LocalName && (anyNamespace || notification.Module.Namespace == element.Name.NamespaceName))
                {
                    wanted.Add((notification, element.HasElements ? SubtreeFilter.CompileFor(element, notification, schema, prefixes) : null));
                }
            }
        }

        return wanted.ToImmutable();
    }

    private sealed class All : NotificationFilter
    {
        public override bool Accepts(NotificationNode notification) => true;
    }

    private sealed class Subtree(ImmutableArray<(NotificationSchema Schema, SubtreeFilter? Content)> wanted) : NotificationFilter
    {
        public override bool Accepts(NotificationNode notification)
            => wanted.Any(w => ReferenceEquals(w.Schema, notification.Schema) && (w.Content is null || w.Content.SelectFrom(notification) is not null));
    }

    private sealed class XPath(XPathFilter expression) : NotificationFilter
    {
        public override bool Accepts(NotificationNode notification) => expression.Matches(notification);
    }
}
