using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Yang.Schema;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>Makes the updates of all datastore subscriptions (RFC 8641).</summary>
/// <remarks>
/// <code>
///   commit ───────────▶ OnCommitted ─┐
///   component's status ▶ Changed ────┼─▶ SerialWorker ─▶ Selection (read, compare, write once) ─▶ NotificationOutbox of each session
///   timers ──────────────────────────┘
/// </code>
/// Nothing is polled, and nobody who causes a change waits: a commit or a status only leaves word. States that follow faster than they can be
/// compared are taken together.
/// </remarks>
internal sealed class PushHub : ICommitObserver
{
    private readonly SerialWorker _worker;
    private readonly DatastoreSet _stores;
    private readonly Dictionary<SelectionKey, Selection> _selections = [];
    private readonly Dictionary<(TimeSpan Period, long Phase), Beat> _beats = [];
    private readonly ImmutableArray<SchemaNode> _observed;
    private int _stateIsWaiting;

    public PushHub(DatastoreSet stores, OperationalState state, ILogger logger)
    {
        _stores = stores;
        _worker = new SerialWorker(logger);
        _observed = [.. state.Sources.OfType<IObservableState>().SelectMany(s => s.Provides)];
        foreach (var source in state.Sources.OfType<IObservableState>())
        {
            source.Observe(OnStateChanged);
        }
    }

    /// <summary>Runs work in turn with everything else.</summary>
    public void Post(Action work) => _worker.Post(work);

    /// <summary>Runs work in turn with everything else; the task ends with it.</summary>
    public Task InvokeAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _worker.Post(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception fault)
            {
                // Whoever waits answers for it.
                done.SetException(fault);
            }
        });
        return done.Task;
    }

    public void OnCommitted(CommitNotice notice)
    {
        var stores = _stores.Current;
        _worker.Post(() => Evaluate(stores, [.. notice.Diff.Root.Children.Select(c => c.Schema).Distinct(), .. AccessNodes(notice)]));
    }

    public void OnConfirm(ConfirmNotice notice)
    {
        // What a confirmation changes is a commit.
    }

    /// <summary>The selection for a key, made when there is none; on the worker only.</summary>
    public Selection Join(SelectionKey key, DatastoreSubscription member, DataFilter filter, SubscriptionServices services)
    {
        if (!_selections.TryGetValue(key, out var selection))
        {
            _selections.Add(key, selection = new Selection(key, filter, member.Origin, services));
        }

        selection.Members.Add(member);
        return selection;
    }

    /// <summary>On the worker only.</summary>
    public void Leave(Selection selection, DatastoreSubscription member)
    {
        selection.Members.Remove(member);
        if (selection.Members.Count == 0)
        {
            _selections.Remove(selection.Key);
        }
    }

    /// <summary>Lets a periodic subscription follow the beat of its period, made when there is none; on the worker only.</summary>
    public void Follow(UpdatePolicy policy, DatastoreSubscription member, SubscriptionServices services)
    {
        if (!_beats.TryGetValue(Beat.Key(policy), out var beat))
        {
            _beats.Add(Beat.Key(policy), beat = new Beat(policy, services));
        }

        beat.Members.Add(member);
    }

    /// <summary>Ends that; on the worker only.</summary>
    public void Unfollow(UpdatePolicy policy, DatastoreSubscription member)
    {
        if (_beats.TryGetValue(Beat.Key(policy), out var beat) && beat.Members.Remove(member) && beat.Members.Count == 0)
        {
            beat.Dispose();
            _beats.Remove(Beat.Key(policy));
        }
    }

    private void OnStateChanged()
    {
        if (Interlocked.Exchange(ref _stateIsWaiting, 1) == 0)
        {
            _worker.Post(() =>
            {
                Volatile.Write(ref _stateIsWaiting, 0);
                Evaluate(_stores.Current, _observed);
            });
        }
    }

    private void Evaluate(DatastoreSnapshot stores, ImmutableArray<SchemaNode> topLevel)
    {
        foreach (var selection in _selections.Values.ToArray())
        {
            if (selection.Key.IsOnChange && selection.MayBeAbout(topLevel))
            {
                selection.Read(stores);
                foreach (var member in selection.Members.ToArray())
                {
                    member.OnChanged();
                }
            }
        }
    }

    /// <summary>When access rules change, anything may appear or vanish.</summary>
    private IEnumerable<SchemaNode> AccessNodes(CommitNotice notice)
        => notice.Diff.Root.Children.Any(c => c.Schema.Module.Name == NacmAccess.ModuleName) ? _stores.Schema.Root.DataChildren : [];
}
