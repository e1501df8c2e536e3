using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>What a client asked for: the input of establish-subscription or modify-subscription, or an entry of the configuration, which the model has checked.</summary>
internal sealed class SubscriptionTerms(DataBranch input)
{
    private static readonly Dictionary<string, string> NoPrefixes = [];

    public DataBranch Input => input;

    public string? Stream => input.TextOf("stream");

    /// <summary>The identity of the datastore, or null for a stream.</summary>
    public YangIdentity? Datastore => input.ValueOf("datastore")?.Object as YangIdentity;

    public DateTimeOffset? StopTime => Time(input, "stop-time");

    public DateTimeOffset? ReplayStart => Time(input, "replay-start-time");

    /// <summary>True when a configured subscription wants what its receivers missed.</summary>
    public bool HasConfiguredReplay => input.Find("configured-replay") is not null;

    public DataBranch? Periodic => input.Find("periodic") as DataBranch;

    public DataBranch? OnChange => input.Find("on-change") as DataBranch;

    /// <summary>Name of the configured filter referred to, or null.</summary>
    public string? FilterName => input.TextOf("stream-filter-name") ?? input.TextOf("selection-filter-ref");

    /// <summary>True when another operation has changed them.</summary>
    public bool IsModification { get; private init; }

    /// <summary>These terms with what another operation changes of them.</summary>
    public SubscriptionTerms With(DataBranch change)
    {
        var rest = input;
        foreach (var node in input.Children)
        {
            // A filter is replaced as a whole, since the ways to give one exclude each other; so is a period with its anchor.
            if (node.Name.Contains("filter", StringComparison.Ordinal) || (node.Name == "periodic" && change.Find("periodic") is not null))
            {
                rest = rest.Without(node.Schema);
            }
        }

        return new SubscriptionTerms(Merge(change, rest)) { IsModification = true };
    }

    /// <summary>Puts the terms into a node that can have the same ones: an entry of the list of subscriptions, or subscription-modified.</summary>
    public void WriteTo(TreeBuilder builder, SchemaBranch target)
    {
        Write(input, builder, target);

        // A configured transport has the encoding it has (RFC 8639 §4, encoding).
        if (input.Find("encoding") is null && input.Find("transport") is null)
        {
            builder.Leaf("encoding", "ietf-subscribed-notifications:encode-xml");
        }
    }

    /// <summary>The filter for events; null and a sentence when it is not understood.</summary>
    public NotificationFilter? EventFilter(SubscriptionServices services, RequestOrigin origin, out string? error)
    {
        error = null;
        if (FilterHolder(services, origin) is not { } holder)
        {
            error = $"there is no stream filter {FilterName}";
            return null;
        }

        return holder.Find("stream-subtree-filter") is AnydataNode subtree
            ? NotificationFilter.Compile(subtree.Value, services.Schema, NoPrefixes)
            : holder.TextOf("stream-xpath-filter") is { } expression
                ? NotificationFilter.Compile(expression, services.Schema, NoPrefixes, out error)
                : NotificationFilter.Everything;
    }

    /// <summary>The filter for a datastore and a text that is the same for the same filter; null and a sentence when it is not understood.</summary>
    public DataFilter? Selection(SubscriptionServices services, RequestOrigin origin, out string text, out string? error)
    {
        error = null;
        text = "";
        if (FilterHolder(services, origin) is not { } holder)
        {
            error = $"there is no selection filter {FilterName}";
            return null;
        }

        if (holder.Find("datastore-subtree-filter") is AnydataNode subtree)
        {
            text = subtree.Value.ToString(SaveOptions.DisableFormatting);
            return SubtreeFilter.Compile(subtree.Value, services.Schema, NoPrefixes);
        }

        if (holder.TextOf("datastore-xpath-filter") is { } expression)
        {
            text = expression;
            return XPathDataFilter.Compile(expression, services.Schema, NoPrefixes, out error);
        }

        return DataFilter.Everything;
    }

    /// <summary>Where the filter stands: in the terms, or in the configured filter they name.</summary>
    public DataBranch? FilterHolder(SubscriptionServices services, RequestOrigin origin)
    {
        if (FilterName is not { } name)
        {
            return input;
        }

        var running = services.Stores.Running.Root;
        if (services.Schema.Root.FindDataChild(NetconfNames.SubscribedNotifications, "filters") is not ContainerSchema schema || running.Find(schema) is not { } filters)
        {
            return null;
        }

        // A filter the user may not read is not there (RFC 8639 §2.4.6, filter-unavailable).
        var readable = services.Access.Readable(origin, (RootNode)RootNode.Empty(services.Schema.Root).With(filters)).Find(schema);
        var list = readable?.Find(input.TextOf("stream-filter-name") is null ? "selection-filter" : "stream-filter") as ListNode;
        return list?.Entries.FirstOrDefault(e => e.Key[0].ToString() == name);
    }

    private static DateTimeOffset? Time(DataBranch branch, string name)
        => branch.TextOf(name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static DataBranch Merge(DataBranch from, DataBranch to)
    {
        foreach (var node in from.Children)
        {
            if (node.Name == "id" || to.BranchSchema.FindDataChild(node.Namespace, node.Name) is not { } schema)
            {
                continue;
            }

            DataNode? copy = (node, schema) switch
            {
                (LeafNode leaf, LeafSchema target) => new LeafNode(target, leaf.Value),
                (AnydataNode any, AnydataSchema target) => new AnydataNode(target, any.Value),
                (ContainerNode branch, ContainerSchema target) => Merge(branch, to.Find(target) ?? ContainerNode.Empty(target)),
                _ => null,
            };
            to = copy is null ? to : to.With(copy);
        }

        return to;
    }

    private static void Write(DataBranch from, TreeBuilder builder, SchemaBranch target)
    {
        foreach (var node in from.Children)
        {
            switch (node, target.FindDataChild(node.Namespace, node.Name))
            {
                case (LeafNode leaf, LeafSchema schema) when node.Name != "id":
                    builder.Leaf(schema, leaf.Value);
                    break;
                case (LeafListNode values, LeafListSchema schema):
                    foreach (var value in values.Values)
                    {
                        builder.Leaf(schema, value);
                    }

                    break;
                case (AnydataNode any, AnydataSchema schema):
                    builder.Add(new AnydataNode(schema, any.Value));
                    break;
                case (ContainerNode branch, ContainerSchema schema):
                    builder.Enter(schema);
                    Write(branch, builder, schema);
                    builder.Exit();
                    break;
            }
        }
    }
}
