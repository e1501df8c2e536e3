using System.Diagnostics;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Benchmarks.Push;

/// <summary>Sessions with one subscription each, and a thread each that waits for what comes.</summary>
internal sealed class Subscribers : IDisposable
{
    private readonly List<NetconfPeer> _peers = [];
    private readonly List<Thread> _threads = [];
    private readonly CountdownEvent _received;
    private readonly Barrier _round;
    private readonly long[] _times;
    private string _wanted = "";
    private volatile bool _isDraining;
    private volatile bool _isOver;

    public Subscribers(ServerUnderTest server, int count, string terms)
    {
        _times = new long[count];
        _received = new CountdownEvent(count);
        _round = new Barrier(count + 1);
        for (var i = 0; i < count; i++)
        {
            var peer = server.Connect();
            peer.MustSucceed(
                "<establish-subscription xmlns=\"urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications\">"
                + "<datastore xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\" xmlns:ds=\"urn:ietf:params:xml:ns:yang:ietf-datastores\">ds:operational</datastore>"
                + terms + "</establish-subscription>");
            peer.Receive(); // the first full update
            _peers.Add(peer);
        }

        for (var i = 0; i < count; i++)
        {
            var index = i;
            var thread = new Thread(() => Work(index)) { IsBackground = true };
            thread.Start();
            _threads.Add(thread);
        }
    }

    /// <summary>Lets every thread wait for one notification.</summary>
    public void Expect(string notification)
    {
        _wanted = notification;
        _received.Reset();
        _round.SignalAndWait();
    }

    /// <summary>When each got it.</summary>
    public long[] Await()
    {
        if (!_received.Wait(TimeSpan.FromSeconds(20)))
        {
            throw new TimeoutException($"{_received.CurrentCount} of {_times.Length} subscribers heard nothing");
        }

        return [.. _times];
    }

    /// <summary>From now on everything that comes is read and forgotten.</summary>
    public void Drain()
    {
        _isDraining = true;
        _round.SignalAndWait();
    }

    public void Stop() => _isOver = true;

    public void Dispose()
    {
        _isOver = true;
        if (!_isDraining)
        {
            _round.SignalAndWait();
        }

        _threads.ForEach(t => t.Join(TimeSpan.FromSeconds(5)));
        _round.Dispose();
        foreach (var peer in _peers)
        {
            peer.Dispose();
        }

        _received.Dispose();
    }

    private void Work(int index)
    {
        try
        {
            while (!_isOver)
            {
                if (!_isDraining)
                {
                    _round.SignalAndWait();
                    if (_isOver)
                    {
                        return;
                    }
                }

                var message = _peers[index].Receive();
                _times[index] = Stopwatch.GetTimestamp();
                if (!_isDraining && message.Contains(_wanted, StringComparison.Ordinal))
                {
                    _received.Signal();
                }
            }
        }
        catch (Exception) when (_isOver)
        {
            // The sessions are being closed.
        }
    }
}
