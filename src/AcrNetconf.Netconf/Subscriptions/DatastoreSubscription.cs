using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>A subscription to a datastore (RFC 8641): periodic or on change.</summary>
/// <remarks>
/// What it was sent last is all it remembers, so changes it could not be told of at once (dampening, suspension) are one change later. State
/// below <see cref="_active"/> is touched by the hub's worker only.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Finish() disposes of them; every subscription ends.")]
internal sealed class DatastoreSubscription(uint id, NetconfSession session, RequestOrigin origin, SubscriptionTerms terms, SubscriptionServices services)
    : SessionSubscription(id, session, origin, terms, services)
{
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private Plan? _plan;
    private int _hasLost;

    private Plan? _active;
    private RootNode? _sent;
    private uint _patch;
    private long _unsent;
    private DateTimeOffset _notBefore;
    private ITimer? _timer;

    /// <summary>What it selects, shared with others; null before it begins and when it is over. For the worker.</summary>
    public Selection? Selection { get; private set; }

    public override void CountLost() => Volatile.Write(ref _hasLost, 1);

    /// <summary>Why these terms cannot be served whoever receives, or null.</summary>
    public static RpcError? Judge(SubscriptionTerms terms, SubscriptionServices services)
    {
        _ = Read(terms, RequestOrigin.System, RequestOrigin.System, services, out var error);
        return error;
    }

    /// <summary>Asks for a full update; false when there are none for this subscription.</summary>
    public bool Resync()
    {
        if (_plan is not { Policy: { IsOnChange: true, HasSync: true } })
        {
            return false;
        }

        Services.Hub.Post(SendAll);
        return true;
    }

    /// <summary>The selection may have changed; on the worker.</summary>
    public void OnChanged()
    {
        if (IsOver || Selection is null || _active is not { Policy.IsOnChange: true } || (ReferenceEquals(_sent, Selection.Current) && !IsSuspended))
        {
            return;
        }

        var now = Services.Time.GetUtcNow();
        if (now < _notBefore)
        {
            _timer?.Change(_notBefore - now, Timeout.InfiniteTimeSpan);
            return;
        }

        SendChanges(now);
    }

    /// <summary>Sends a full update, if the receiver can take one; on the worker.</summary>
    public void SendAll()
    {
        if (IsOver || Selection is null || !CanSend())
        {
            return;
        }

        var now = Services.Time.GetUtcNow();
        _sent = Selection.Current;
        _patch = 0;
        Volatile.Write(ref _hasLost, 0);
        _notBefore = now + _active!.Policy.Dampening; // active since it has a selection
        Session.Post(PushWriter.Update(now, this, Id, Selection.Contents()));
    }

    protected override RpcError? Read(SubscriptionTerms terms)
    {
        if (Read(terms, Author, Origin, Services, out var error) is not { } plan)
        {
            return error;
        }

        _plan = plan;
        return null;
    }

    protected override void Switch()
    {
        var plan = _plan!; // what was read
        Services.Hub.Post(() =>
        {
            IsSuspended = false;
            TellModified();
            Restart(plan);
        });
    }

    protected override Task BeginAsync()
    {
        var plan = _plan!; // what was read
        return Services.Hub.InvokeAsync(() =>
        {
            _timer = Services.Time.CreateTimer(_ => Services.Hub.Post(OnChanged), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Restart(plan);
        });
    }

    protected override void Finish() => Services.Hub.Post(() =>
    {
        _timer?.Dispose();
        Unfollow();
        if (Selection is not null)
        {
            Services.Hub.Leave(Selection, this);
            Selection = null;
        }
    });

    private void Restart(Plan plan)
    {
        if (IsOver)
        {
            return;
        }

        var isSame = Selection?.Key == plan.Key;
        if (!isSame)
        {
            if (Selection is not null)
            {
                Services.Hub.Leave(Selection, this);
            }

            Selection = Services.Hub.Join(plan.Key, this, plan.Filter, Services);
        }

        Unfollow();
        var now = Services.Time.GetUtcNow();
        _active = plan.Policy.IsOnChange ? plan : plan with { Policy = plan.Policy.Anchored(now) };
        _notBefore = now;
        Selection!.Read(Services.Stores.Current);
        if (plan.Policy.IsOnChange)
        {
            if (isSame)
            {
                OnChanged();
                return;
            }

            _sent = Selection.Current;
            if (plan.Policy.HasSync)
            {
                SendAll();
            }
        }
        else
        {
            Services.Hub.Follow(_active.Policy, this, Services);
            if (plan.Policy.Anchor is null && _active.Policy.Anchor <= now)
            {
                SendAll();
            }
        }
    }

    private void Unfollow()
    {
        if (_active is { Policy: { IsOnChange: false } policy })
        {
            Services.Hub.Unfollow(policy, this);
        }
    }

    private void SendChanges(DateTimeOffset now)
    {
        var policy = _active!.Policy; // active since it has a selection
        var edits = Selection!.Edits(_sent!, policy.Excluded); // OnChanged has looked
        if (edits.IsEmpty && !IsSuspended)
        {
            _sent = Selection.Current;
            return;
        }

        if (!CanSend())
        {
            return;
        }

        // A full update that found no room is owed even when nothing has changed since.
        if (Volatile.Read(ref _hasLost) != 0 && policy.HasSync)
        {
            SendAll();
            return;
        }

        _sent = Selection.Current;
        if (edits.IsEmpty)
        {
            return;
        }

        var hasLost = Interlocked.Exchange(ref _hasLost, 0) != 0;
        _notBefore = now + policy.Dampening;
        Session.Post(PushWriter.Change(now, this, Id, _patch++, edits, hasLost));
    }

    /// <summary>A receiver that does not keep up is suspended before it loses anything it was sent, and resumed when half of what waited is gone.</summary>
    private bool CanSend()
    {
        var (waiting, capacity) = Session.Backlog;
        if (!IsSuspended)
        {
            if (waiting < Math.Max(1, capacity - 2))
            {
                return true;
            }

            IsSuspended = true;
            Tell("subscription-suspended", n => n.Leaf("reason", "ietf-subscribed-notifications:unsupportable-volume"));
        }
        else if (waiting <= capacity / 2)
        {
            IsSuspended = false;
            Session.CountLost(_unsent);
            _unsent = 0;
            Tell("subscription-resumed");
            return true;
        }

        _unsent++;
        if (_active is { Policy.IsOnChange: true })
        {
            CountLost();
            _timer?.Change(RetryPeriod, Timeout.InfiniteTimeSpan);
        }

        return false;
    }

    private static Plan? Read(SubscriptionTerms terms, RequestOrigin author, RequestOrigin receiver, SubscriptionServices services, out RpcError? error)
    {
        if (UpdatePolicy.Read(terms, out error) is not { } policy)
        {
            return null;
        }

        var store = NmdaDatastore.Find(services.Schema, terms.Datastore!); // whoever makes this has looked at the target
        if (store is not { } from)
        {
            error = SubscriptionErrors.DatastoreNotSubscribable($"{terms.Datastore} is no datastore of this server");
            return null;
        }

        if (from == DatastoreName.Candidate && receiver.HasPrivateCandidate)
        {
            // Only its own session changes it, and what it is compared with is shared with others.
            error = SubscriptionErrors.DatastoreNotSubscribable("the private candidate of a session is not pushed");
            return null;
        }

        if (terms.Selection(services, author, out var text, out var fault) is not { } filter)
        {
            error = SubscriptionErrors.FilterUnsupported(terms, fault!); // one of the two is set
            return null;
        }

        error = CheckSelection(filter, from, policy, services);
        return error is null ? new Plan(new SelectionKey(from, text, receiver.IsRecovery ? null : receiver.User, policy.IsOnChange), filter, policy) : null;
    }

    private static RpcError? CheckSelection(DataFilter filter, DatastoreName store, UpdatePolicy policy, SubscriptionServices services)
    {
        var selectable = services.Schema.Root.DataChildren.Where(filter.MayYield).ToArray();
        if (selectable.Length == 0)
        {
            return SubscriptionErrors.UnchangingSelection("the filter selects nothing the model has");
        }

        if (!policy.IsOnChange)
        {
            return null;
        }

        if (store is DatastoreName.Candidate or DatastoreName.Startup)
        {
            return SubscriptionErrors.OnChangeUnsupported($"{DatastoreParameter.Name(store)} is not watched; on-change is for running, intended and operational");
        }

        return selectable.Any(n => n.IsConfig || (store == DatastoreName.Operational && services.State.Observes(n)))
            ? null
            : SubscriptionErrors.OnChangeUnsupported("nothing the filter selects tells when it changes");
    }

    /// <summary>What to select and when to send it.</summary>
    private sealed record Plan(SelectionKey Key, DataFilter Filter, UpdatePolicy Policy);
}
