using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>Does one thing after the other, on whatever pool thread is free; has no thread and no end of its own.</summary>
/// <remarks>Anyone may post; nobody waits.</remarks>
internal sealed partial class SerialWorker(ILogger logger) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Action> _waiting = new();
    private int _isRunning;

    public void Post(Action work)
    {
        _waiting.Enqueue(work);
        Schedule();
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (_waiting.TryDequeue(out var work))
        {
            try
            {
                work();
            }
            catch (Exception fault)
            {
                // The others must not go without: this update is lost, the next one is made from what was sent last.
                LogFault(logger, fault);
            }
        }

        Volatile.Write(ref _isRunning, 0);
        if (!_waiting.IsEmpty)
        {
            Schedule();
        }
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _isRunning, 1, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    [LoggerMessage(330, LogLevel.Error, "An update for subscribers failed")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
