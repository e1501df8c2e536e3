using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Datastores.Commit;

/// <summary>
/// Tells all observers, in the order they were added. What they are told has happened and is durable: one that fails is logged,
/// and neither the answer to the commit nor the other observers depend on it.
/// </summary>
internal sealed partial class CommitObservers(ILogger logger) : ICommitObserver
{
    private ImmutableArray<ICommitObserver> _all = [];

    public void Add(ICommitObserver observer) => _all = _all.Add(observer);

    public void OnCommitted(CommitNotice notice) => Tell(notice, static (observer, said) => observer.OnCommitted(said));

    public void OnConfirm(ConfirmNotice notice) => Tell(notice, static (observer, said) => observer.OnConfirm(said));

    public void OnOutcome(OutcomeNotice notice) => Tell(notice, static (observer, said) => observer.OnOutcome(said));

    private void Tell<TNotice>(TNotice notice, Action<ICommitObserver, TNotice> tell)
    {
        foreach (var observer in _all)
        {
            try
            {
                tell(observer, notice);
            }
            catch (Exception fault)
            {
                LogObserverFault(logger, observer.GetType().Name, typeof(TNotice).Name, fault);
            }
        }
    }

    [LoggerMessage(218, LogLevel.Error, "{Observer} failed over a {Notice}; the change itself stands")]
    private static partial void LogObserverFault(ILogger logger, string observer, string notice, Exception fault);
}
