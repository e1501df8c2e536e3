using System.Collections.Immutable;
using System.Threading.Channels;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Datastores.Commit;

/// <summary>The single writer of all datastores: locks, candidate, commits, confirmed commits.</summary>
/// <remarks>
/// <code>
/// sessions ──▶ bounded channel ──▶ one loop ──▶ DatastoreSet.Publish ──▶ readers (snapshots)
/// timers   ──▶       (waits when full)  │ ──▶ components (two-phase applier)
///                                       └ ──▶ commit log, observers
/// </code>
/// Requests run one at a time in arrival order, so none of them ever sees another half done. Every request answers with violations; an
/// empty answer means done. Cancelling a request that has begun has no effect: it finishes.
/// </remarks>
public sealed partial class CommitCoordinator : IAsyncDisposable
{
    /// <summary>Requests that may wait; senders wait when it is full.</summary>
    public const int QueueCapacity = 256;

    private static readonly TimeSpan RetryFaultedAfter = TimeSpan.FromSeconds(10);

    private readonly DatastoreSet _stores;
    private readonly FeatureCatalog _features;
    private readonly ICommitLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TwoPhaseApplier _applier;
    private readonly Channel<Request> _requests = Channel.CreateBounded<Request>(new BoundedChannelOptions(QueueCapacity) { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly DataTree _nothing;

    // Used by requests of the loop only.
    private readonly ValidationCache _indexes = new();
    private readonly CommitObservers _observers;
    private readonly List<ICommitGuard> _guards = [];
    private readonly Dictionary<ComponentBinding, DataTree> _faulted = [];
    private ITimer? _confirmTimer;
    private ITimer? _retryTimer;
    private DataTree _logged;
    private Task _loop = Task.CompletedTask;

    public CommitCoordinator(DatastoreSet stores, FeatureCatalog features, ICommitLog log, TimeProvider time, ILogger logger)
    {
        _stores = stores;
        _features = features;
        _log = log;
        _time = time;
        _logger = logger;
        _applier = new TwoPhaseApplier(logger);
        _observers = new CommitObservers(logger);
        _nothing = DataTree.Empty(stores.Schema);
        _logged = _nothing;
    }

    /// <summary>Asked about every change a user makes; null allows all. Set before <see cref="StartAsync"/>.</summary>
    public IWriteGuard? Guard { get; set; }

    /// <summary>What a health-gated commit waits for; null refuses such commits. Set before <see cref="StartAsync"/>.</summary>
    public IServiceHealth? Health { get; set; }

    /// <summary>Adds one who is asked before changes of running that no confirmed commit guards; call before <see cref="StartAsync"/>.</summary>
    public void Protect(ICommitGuard guard) => _guards.Add(guard);

    /// <summary>Adds an observer; call before <see cref="StartAsync"/>.</summary>
    public void Observe(ICommitObserver observer) => _observers.Add(observer);

    /// <summary>Edits candidate, or running where writable-running is on.</summary>
    public Task<ImmutableArray<Violation>> EditAsync(RequestOrigin origin, EditRequest request, CancellationToken cancellationToken)
        => PostAsync(() => Edit(origin, request), cancellationToken);

    /// <summary>Replaces a whole datastore by <paramref name="content"/> (copy-config).</summary>
    /// <param name="origin">Who.</param>
    /// <param name="target">running, candidate or startup.</param>
    /// <param name="content">The new content.</param>
    /// <param name="source">The datastore it was taken from, or null for any other source.</param>
    /// <param name="cancellationToken">Takes the request back while it waits.</param>
    public Task<ImmutableArray<Violation>> CopyAsync(
        RequestOrigin origin, DatastoreName target, DataTree content, DatastoreName? source, CancellationToken cancellationToken)
        => PostAsync(() => Copy(origin, target, content, source), cancellationToken);

    /// <summary>Validates candidate against the model as a commit would.</summary>
    public Task<ImmutableArray<Violation>> ValidateCandidateAsync(RequestOrigin origin, CancellationToken cancellationToken)
        => PostAsync(() => ValueTask.FromResult(ModelChecks.Validate(_stores.Running, Seen(origin).Candidate, _indexes)), cancellationToken);

    /// <summary>Commits candidate to running.</summary>
    public Task<ImmutableArray<Violation>> CommitAsync(RequestOrigin origin, CommitRequest request, CancellationToken cancellationToken)
        => PostAsync(() => Commit(origin, request), cancellationToken);

    /// <summary>Reverts a pending confirmed commit (RFC 6241 §8.4.4.1).</summary>
    public Task<ImmutableArray<Violation>> CancelCommitAsync(RequestOrigin origin, string? persistId, CancellationToken cancellationToken)
        => PostAsync(() => CancelCommit(origin, persistId), cancellationToken);

    /// <summary>Makes candidate equal to running, or a private one to where it branched off.</summary>
    public Task<ImmutableArray<Violation>> DiscardAsync(RequestOrigin origin, CancellationToken cancellationToken)
        => PostAsync(() => ValueTask.FromResult(Discard(origin)), cancellationToken);

    /// <summary>Takes the global lock of a datastore.</summary>
    /// <remarks>Who asks for a lock that is held is refused at once: sessions that fight for it keep neither the loop busy nor each other waiting.</remarks>
    public Task<ImmutableArray<Violation>> LockAsync(RequestOrigin origin, DatastoreName target, CancellationToken cancellationToken)
        => Locked(origin, target) is { } denied
            ? Task.FromResult<ImmutableArray<Violation>>([denied])
            : PostAsync(() => ValueTask.FromResult(Lock(origin, target)), cancellationToken);

    /// <summary>Gives the global lock of a datastore back; candidate loses its uncommitted changes.</summary>
    public Task<ImmutableArray<Violation>> UnlockAsync(RequestOrigin origin, DatastoreName target, CancellationToken cancellationToken)
        => PostAsync(() => ValueTask.FromResult(Unlock(origin, target)), cancellationToken);

    /// <summary>Does something while no request is under way: for what reconfigures the same components from elsewhere.</summary>
    public Task BetweenRequestsAsync(Action work)
        => PostAsync(
            () =>
            {
                work();
                return ValueTask.FromResult(ImmutableArray<Violation>.Empty);
            },
            CancellationToken.None);

    /// <summary>A session ended, for whatever reason: its locks go, its candidate under lock too, its confirmed commit is reverted.</summary>
    public Task SessionEndedAsync(RequestOrigin origin)
        => PostAsync(() => EndSession(origin), CancellationToken.None);

    /// <summary>What committing candidate now would change, without changing anything. Empty plan when it is invalid.</summary>
    public (CommitPlan Plan, ImmutableArray<Violation> Violations) PlanCandidate() => Plan(_stores.Candidate);

    /// <summary>What making a tree running now would change, without changing anything. Empty plan when it is invalid. Any thread.</summary>
    public (CommitPlan Plan, ImmutableArray<Violation> Violations) Plan(DataTree wanted)
    {
        var running = _stores.Running;
        var violations = ModelChecks.Validate(running, wanted);
        return violations.IsEmpty
            ? (CommitPlanner.Plan(_features.Bindings, _ => running, wanted, DataDiff.Between(running, wanted)), violations)
            : (CommitPlan.Empty, violations);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        _requests.Writer.TryComplete();
        await _loop;
        _confirmTimer?.Dispose();
        _gateTimer?.Dispose();
        _retryTimer?.Dispose();
        await StopComponentsAsync();
        _stopping.Dispose();
    }

    private async Task<ImmutableArray<Violation>> PostAsync(Func<ValueTask<ImmutableArray<Violation>>> work, CancellationToken cancellationToken)
    {
        var request = new Request(work);
        try
        {
            await _requests.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return [new Violation("operation-failed", null, null, "the agent is stopping")];
        }

        return await request.Completion.Task;
    }

    private async Task RunAsync()
    {
        await foreach (var request in _requests.Reader.ReadAllAsync())
        {
            try
            {
                request.Completion.SetResult(await request.Work());
            }
            catch (Exception fault)
            {
                // The loop must survive: this request is answered as failed, nothing was published by it.
                LogRequestFault(_logger, fault);
                request.Completion.TrySetResult([new Violation("operation-failed", null, null, $"internal error: {fault.Message}")]);
            }
        }
    }

    private sealed class Request(Func<ValueTask<ImmutableArray<Violation>>> work)
    {
        public Func<ValueTask<ImmutableArray<Violation>>> Work { get; } = work;

        // Continuations run elsewhere: a session that continues inline would stall the loop.
        public TaskCompletionSource<ImmutableArray<Violation>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(211, LogLevel.Error, "A datastore request failed unexpectedly; nothing was changed by it")]
    private static partial void LogRequestFault(ILogger logger, Exception fault);

    [LoggerMessage(212, LogLevel.Information, "Commit {CommitId} by {Origin}: {ChangeCount} components, impact {Impact}")]
    private static partial void LogCommitted(ILogger logger, long commitId, RequestOrigin origin, int changeCount, Impact impact);

    [LoggerMessage(213, LogLevel.Warning, "Confirmed commit of {Owner} was reverted: {Reason}")]
    private static partial void LogReverted(ILogger logger, RequestOrigin owner, string reason);

    [LoggerMessage(214, LogLevel.Error, "Component {Component} cannot run its configuration and will be tried again: {Reason}")]
    private static partial void LogComponentFaulted(ILogger logger, string component, string reason);

    [LoggerMessage(215, LogLevel.Information, "Component {Component} runs its configuration again")]
    private static partial void LogComponentRestored(ILogger logger, string component);

    [LoggerMessage(216, LogLevel.Error, "The commit log could not be written: {Reason}")]
    private static partial void LogBehind(ILogger logger, string reason);

    [LoggerMessage(217, LogLevel.Information, "Confirmed commit of {Owner} was confirmed by the agent: {Reason}")]
    private static partial void LogConfirmedByHealth(ILogger logger, RequestOrigin owner, string reason);
}
