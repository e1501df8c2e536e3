using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Agent;

/// <summary>Sessions that ask something all the time, each on a thread of its own, and remember what went wrong.</summary>
internal sealed class WorkingSessions : IDisposable
{
    private const string Request = "<get-config><source><running/></source><filter><ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><enable/></ptp-adaptive></filter></get-config>";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Thread[] _threads;
    private readonly int[] _answers;
    private readonly List<string> _failures = [];
    private volatile bool _stop;

    public WorkingSessions(IReadOnlyList<NetconfPeer> peers)
    {
        _answers = new int[peers.Count];
        _threads = [.. peers.Select((peer, i) => new Thread(() => Work(peer, i)) { IsBackground = true })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_failures)
            {
                return [.. _failures];
            }
        }
    }

    /// <summary>Waits until every session has been answered again twice: what it asked after now is among that.</summary>
    public void AssertAllWork(string context)
    {
        var before = _answers.ToArray();
        Assert.IsTrue(
            SpinWait.SpinUntil(() => Failures.Count > 0 || Enumerable.Range(0, before.Length).All(i => Volatile.Read(ref _answers[i]) >= before[i] + 2), s_patience), $"{context}: a session is stuck");
        Assert.IsEmpty(Failures, context);
    }

    public void Dispose()
    {
        _stop = true;
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work(NetconfPeer peer, int index)
    {
        try
        {
            while (!_stop)
            {
                peer.MustSucceed(Request);
                Interlocked.Increment(ref _answers[index]);
                Thread.Sleep(20);
            }

            peer.MustSucceed("<close-session/>");
        }
        catch (Exception fault) when (fault is IOException or TimeoutException or InvalidOperationException)
        {
            lock (_failures)
            {
                _failures.Add($"session {peer.SessionId}: {fault.Message}");
            }
        }
        finally
        {
            peer.Dispose();
        }
    }
}
