using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>A subscription as one session receives it: made by establish-subscription (RFC 8639 §2.4), or configured (§2.5).</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "End() disposes of them; every subscription ends.")]
internal abstract class SessionSubscription(uint id, NetconfSession session, RequestOrigin origin, SubscriptionTerms terms, SubscriptionServices services)
    : INotificationOwner
{
    private readonly Lock _gate = new();
    private long _sent;
    private long _excluded;
    private StopTimer? _stop;
    private volatile bool _isOver;
    private volatile bool _isSilent;
    private volatile bool _isSuspended;
    private volatile SubscriptionTerms _terms = terms;

    public uint Id { get; } = id;

    public NetconfSession Session { get; } = session;

    /// <summary>Who receives: access rules for this user hold for what is sent.</summary>
    public RequestOrigin Origin { get; } = origin;

    /// <summary>True when it is configured: it may refer to any filter, and its time to stop is kept by who has the configuration.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>As asked for, or modified since.</summary>
    public SubscriptionTerms Terms => _terms;

    /// <summary>sent-event-records.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>excluded-event-records.</summary>
    public long Excluded => Interlocked.Read(ref _excluded);

    public bool IsSuspended
    {
        get => _isSuspended;
        protected set => _isSuspended = value;
    }

    /// <summary>True when it makes no more notifications.</summary>
    public bool IsOver => _isOver;

    public bool IsSilent => _isSilent;

    protected SubscriptionServices Services { get; } = services;

    /// <summary>Who refers to a filter by name.</summary>
    protected RequestOrigin Author => IsConfigured ? RequestOrigin.System : Origin;

    public virtual void CountSent() => Interlocked.Increment(ref _sent);

    public virtual void CountLost()
    {
    }

    /// <summary>What is wrong with the terms, or null; to be asked before <see cref="Start"/>.</summary>
    public RpcError? Check() => Read(_terms);

    /// <summary>Begins: whatever happens once the task has ended is sent. The reply with the number, or what tells a receiver, leaves before anything else.</summary>
    public Task StartAsync()
    {
        if (IsConfigured)
        {
            TellStarted();
        }

        ArmStop();
        return BeginAsync();
    }

    /// <summary>Takes new terms, or the same with another filter behind a name; null, or why not, with everything as it was.</summary>
    public RpcError? Modify(SubscriptionTerms terms)
    {
        if (Read(terms) is { } error)
        {
            return error;
        }

        _terms = terms;
        ArmStop();
        Switch();
        return null;
    }

    /// <summary>Its receiver wants nothing more of it: what waits is not sent either.</summary>
    public void Silence() => _isSilent = true;

    /// <summary>Ends it without a word.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        _stop?.Dispose();
        Session.CloseOutbox();
        Finish();
    }

    /// <summary>Ends it and tells the receiver why (RFC 8639 §2.7.3).</summary>
    public void Terminate(string module, string reason)
    {
        if (!_isOver)
        {
            End();
            Tell("subscription-terminated", n => n.Leaf("reason", $"{module}:{reason}"));
        }
    }

    /// <summary>Ends it because its time has come, and says so (RFC 8639 §2.7.6).</summary>
    public void Conclude()
    {
        if (!_isOver)
        {
            End();
            Tell("subscription-completed");
        }
    }

    /// <summary>Posts a notification of the subscription's own state; no filter and no access rule keeps it back.</summary>
    public void Tell(string name, Action<TreeBuilder>? fill = null)
    {
        var notification = Services.Schema.FindNotification(NetconfNames.SubscribedNotifications, name)!; // of the module whose operations made this
        var builder = new TreeBuilder(Services.Schema, notification).Leaf("id", Id);
        fill?.Invoke(builder);
        Session.Post(new OutboxItem(NotificationWriter.Write(Services.Schema, Services.Time.GetUtcNow(), (NotificationNode)builder.Build())));
    }

    /// <summary>Reads terms and remembers what they say, or says what is wrong with them.</summary>
    protected abstract RpcError? Read(SubscriptionTerms terms);

    /// <summary>Tells a configured receiver what begins (RFC 8639 §2.7.1).</summary>
    protected virtual void TellStarted() => TellTerms("subscription-started");

    /// <summary>Begins with what was read.</summary>
    protected abstract Task BeginAsync();

    /// <summary>Goes over to what was read, telling so first.</summary>
    protected abstract void Switch();

    protected abstract void Finish();

    /// <summary>What follows is sent by the terms of now (RFC 8639 §2.7.2).</summary>
    protected void TellModified() => TellTerms("subscription-modified");

    /// <summary>Posts a notification that has the terms.</summary>
    protected void TellTerms(string name, Action<TreeBuilder>? fill = null) => Tell(name, n =>
    {
        Terms.WriteTo(n, Services.Schema.FindNotification(NetconfNames.SubscribedNotifications, name)!); // as in Tell
        fill?.Invoke(n);
    });

    protected void CountExcluded() => Interlocked.Increment(ref _excluded);

    private void ArmStop()
    {
        _stop?.Dispose();
        _stop = !IsConfigured && Terms.StopTime is { } stop ? new StopTimer(Services.Time, stop, () => Services.Registry.Remove(this)) : null;
    }
}
