using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>A subscription of the configuration (RFC 8639 §2.5) and those who receive it. Changed on the hub's worker, read by anyone.</summary>
/// <remarks>
/// <code>
///   Valid ◀──▶ Invalid        judged anew with every change of it or of the filter it names
///   Valid ───▶ Concluded      at stop-time
/// </code>
/// </remarks>
internal sealed class ConfiguredSubscription(uint id, SubscriptionServices services, Action<ConfiguredSubscription> stopped) : IDisposable
{
    private const string Module = "ietf-subscribed-notifications";

    private DataBranch? _entry;
    private string _text = "";
    private SubscriptionTerms? _terms;
    private StopTimer? _stop;
    private volatile ConfiguredReceiver[] _receivers = [];
    private volatile ConfiguredState _state = ConfiguredState.Invalid;

    public uint Id => id;

    public ConfiguredState State => _state;

    public IReadOnlyList<ConfiguredReceiver> Receivers => _receivers;

    /// <summary>Takes what the configuration says now.</summary>
    /// <returns>Why it cannot be served, when it could before or is new; else null.</returns>
    public string? Follow(DataBranch entry)
    {
        if (ReferenceEquals(entry, _entry) && _terms?.FilterName is null && _state != ConfiguredState.Invalid)
        {
            return null;
        }

        var terms = new SubscriptionTerms(entry);
        FollowReceivers(entry);
        var text = Text(terms);
        var isNew = _entry is null;
        var isSame = text == _text && _state != ConfiguredState.Invalid;
        _entry = entry;
        _text = text;
        if (isSame)
        {
            return null;
        }

        var isOtherTarget = _terms is not null && (_terms.Datastore is null) != (terms.Datastore is null);
        _terms = terms;
        var refusal = Judge(terms);
        if (refusal is not null || isOtherTarget)
        {
            EndAll(refusal is null ? "no-such-subscription" : "filter-unavailable");
        }

        var before = _state;
        _state = refusal is not null ? ConfiguredState.Invalid : terms.StopTime <= services.Time.GetUtcNow() ? ConfiguredState.Concluded : ConfiguredState.Valid;
        ArmStop();
        if (_state == ConfiguredState.Concluded)
        {
            ConcludeAll();
        }

        foreach (var delivery in Deliveries())
        {
            // Judged above; what is left are reasons of one receiver, and it keeps what it had.
            _ = delivery.Modify(terms);
        }

        return refusal is not null && (isNew || before != ConfiguredState.Invalid) ? refusal : null;
    }

    /// <summary>Begins with receivers that have a session now and did not before.</summary>
    public void Connect(IReadOnlyList<NetconfSession> called)
    {
        if (_state != ConfiguredState.Valid)
        {
            return;
        }

        foreach (var receiver in _receivers)
        {
            if (receiver.Delivery is null && called.FirstOrDefault(s => s.Peer.CalledClient == receiver.Client) is { } session)
            {
                Begin(receiver, session);
            }
        }
    }

    /// <summary>A session is gone, and what it received has ended.</summary>
    public void Lose(NetconfSession session)
    {
        foreach (var receiver in _receivers)
        {
            if (ReferenceEquals(receiver.Delivery?.Session, session))
            {
                receiver.Leave();
            }
        }
    }

    /// <summary>Lets a receiver begin anew; false when there is none of this name.</summary>
    public bool Reset(string name)
    {
        if (Array.Find(_receivers, r => r.Name == name) is not { } receiver)
        {
            return false;
        }

        receiver.Delivery?.End();
        receiver.Leave();
        return true;
    }

    /// <summary>Its time has come.</summary>
    public void Conclude()
    {
        if (_state == ConfiguredState.Valid && _terms?.StopTime <= services.Time.GetUtcNow())
        {
            _state = ConfiguredState.Concluded;
            ConcludeAll();
        }
    }

    /// <summary>It is configured no more.</summary>
    public void Dispose()
    {
        _stop?.Dispose();
        EndAll("no-such-subscription");
    }

    private void FollowReceivers(DataBranch entry)
    {
        var before = _receivers;
        var list = (entry.Find("receivers") as DataBranch)?.Find("receiver") as ListNode;
        var now = list is null ? [] : list.Entries.Select(e => (Name: e.Key[0].ToString(), Client: e.TextOf("netconf-client") ?? "")).ToArray();
        _receivers = [.. now.Select(r => Array.Find(before, b => b.Name == r.Name && b.Client == r.Client) ?? new ConfiguredReceiver(r.Name, r.Client))];
        Leave(before.Except(_receivers), d => d.Terminate(Module, "no-such-subscription"));
    }

    private string? Judge(SubscriptionTerms terms)
    {
        if (services.Registry.Find(id) is { } other)
        {
            return $"its number is that of a subscription session {other.Session.Id} made";
        }

        if (terms.Datastore is not null)
        {
            return DatastoreSubscription.Judge(terms, services)?.Message;
        }

        return terms.Stream != SubscriptionState.Stream ? $"there is no stream {terms.Stream}; this server has {SubscriptionState.Stream}"
            : terms.EventFilter(services, Datastores.RequestOrigin.System, out var error) is null ? error : null;
    }

    private void Begin(ConfiguredReceiver receiver, NetconfSession session)
    {
        var origin = RpcDispatcher.Origin(session);
        var terms = _terms!; // there is a receiver
        SessionSubscription delivery = terms.Datastore is null
            ? new StreamSubscription(id, session, origin, terms, services) { IsConfigured = true, Last = receiver.Last }
            : new DatastoreSubscription(id, session, origin, terms, services) { IsConfigured = true };
        if (delivery.Check() is null)
        {
            session.OpenOutbox();
            receiver.Begin(delivery);
            _ = delivery.StartAsync();
        }
    }

    private void ArmStop()
    {
        _stop?.Dispose();
        _stop = _state == ConfiguredState.Valid && _terms?.StopTime is { } stop ? new StopTimer(services.Time, stop, () => stopped(this)) : null;
    }

    private void EndAll(string reason) => Leave(_receivers, d => d.Terminate(Module, reason));

    private void ConcludeAll() => Leave(_receivers, d => d.Conclude());

    private static void Leave(IEnumerable<ConfiguredReceiver> receivers, Action<SessionSubscription> end)
    {
        foreach (var receiver in receivers)
        {
            if (receiver.Delivery is { } delivery)
            {
                end(delivery);
            }

            receiver.Leave();
        }
    }

    private IEnumerable<SessionSubscription> Deliveries() => _receivers.Select(r => r.Delivery).OfType<SessionSubscription>();

    /// <summary>What decides about the content of notifications: the same text means that nothing was modified.</summary>
    private string Text(SubscriptionTerms terms)
    {
        var rest = terms.Input;
        foreach (var name in new[] { "receivers", "configured-subscription-state" })
        {
            rest = rest.Find(name) is { } node ? rest.Without(node.Schema) : rest;
        }

        var filter = terms.FilterName is null ? null : terms.FilterHolder(services, Datastores.RequestOrigin.System);
        return XmlDataWriter.ToText(services.Schema, rest) + (filter is null ? "" : XmlDataWriter.ToText(services.Schema, filter));
    }
}
