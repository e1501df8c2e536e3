using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>The notifications of the server about itself (RFC 6470 §2.2).</summary>
internal sealed class BaseNotifications(SchemaContext schema, EventStream events, SubscriptionTable subscriptions, SubscriptionRegistry dynamic) : ISessionObserver, ICommitObserver
{
    /// <summary>Changes listed one by one; beyond that the top-level nodes changed are named instead.</summary>
    private const int MostEdits = 100;

    public void SessionStarted(NetconfSession session)
    {
        Publish("netconf-session-start", n => AddParameters(n, RpcDispatcher.Origin(session)));
        dynamic.SessionStarted(session);
    }

    public void SessionEnded(NetconfSession session, SessionEndReason reason)
    {
        subscriptions.Remove(session);
        dynamic.SessionEnded(session);
        if (!session.IsEstablished && reason != SessionEndReason.BadHello)
        {
            return;
        }

        Publish("netconf-session-end", n =>
        {
            AddParameters(n, RpcDispatcher.Origin(session));
            if (reason == SessionEndReason.Killed && session.KilledBy is { } killer)
            {
                n.Leaf("killed-by", killer);
            }

            n.Leaf("termination-reason", ReasonName(reason));
        });
    }

    public void OnCommitted(CommitNotice notice)
        => Publish("netconf-config-change", n =>
        {
            n.Enter("changed-by");
            if (notice.Origin.SessionId == 0)
            {
                n.Leaf("server", "");
            }
            else
            {
                AddParameters(n, notice.Origin);
            }

            n.Exit().Leaf("datastore", "running");
            AddEdits(n, notice.Diff);
        });

    public void OnConfirm(ConfirmNotice notice)
        => Publish("netconf-confirmed-commit", n =>
        {
            if (notice.Event != ConfirmEvent.Timeout)
            {
                AddParameters(n, notice.Origin);
            }

            n.Leaf("confirm-event", EventName(notice.Event));
            if (notice.Event is ConfirmEvent.Start or ConfirmEvent.Extend)
            {
                n.Leaf("timeout", notice.TimeoutSeconds);
            }
        });

    private static void AddParameters(TreeBuilder notification, RequestOrigin origin)
        => notification.Leaf("username", origin.User).Leaf("session-id", origin.SessionId).LeafIfAny("source-host", origin.Source);

    private static void AddEdits(TreeBuilder notification, DataDiff diff)
    {
        var edits = diff.Flatten().Take(MostEdits + 1).ToArray();
        if (edits.Length <= MostEdits)
        {
            foreach (var edit in edits)
            {
                notification.Enter("edit").Leaf("target", edit.Path.ToString()).Leaf("operation", OperationName(edit.Operation)).Exit();
            }

            return;
        }

        // RFC 7950 §9.13: no instance-identifier names a list as a whole, and with thousands of entries changed none of them is the topmost node.
        foreach (var top in diff.Root.Children.Select(c => c.Schema).Distinct())
        {
            var target = top is ListSchema or LeafListSchema ? null : InstancePath.Root.Append(top).ToString();
            notification.Enter("edit").LeafIfAny("target", target).Leaf("operation", "merge").Exit();
        }
    }

    private static string OperationName(DiffOperation operation) => operation switch
    {
        DiffOperation.Create => "create",
        DiffOperation.Delete => "delete",
        DiffOperation.Replace => "replace",
        _ => "merge",
    };

    private static string ReasonName(SessionEndReason reason) => reason switch
    {
        SessionEndReason.Closed => "closed",
        SessionEndReason.Killed => "killed",
        SessionEndReason.Dropped => "dropped",
        SessionEndReason.Timeout => "timeout",
        SessionEndReason.BadHello => "bad-hello",
        _ => "other",
    };

    private static string EventName(ConfirmEvent @event) => @event switch
    {
        ConfirmEvent.Start => "start",
        ConfirmEvent.Cancel => "cancel",
        ConfirmEvent.Timeout => "timeout",
        ConfirmEvent.Extend => "extend",
        _ => "complete",
    };

    private void Publish(string name, Action<TreeBuilder> fill)
    {
        if (schema.FindNotification(NetconfNames.BaseNotifications, name) is not { } notification)
        {
            return;
        }

        var builder = new TreeBuilder(schema, notification);
        fill(builder);
        events.Publish((NotificationNode)builder.Build());
    }
}
