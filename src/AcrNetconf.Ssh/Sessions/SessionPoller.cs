using System.Collections.Concurrent;
using AcrNetconf.Ssh.Native;

namespace AcrNetconf.Ssh.Sessions;

/// <summary>The one thread that waits for sockets and wakes their connections.</summary>
internal sealed class SessionPoller : IDisposable
{
    private const int Batch = 128;

    private readonly Epoll _epoll = new();
    private readonly ConcurrentDictionary<long, SshConnection> _connections = [];
    private readonly Thread _thread;
    private volatile bool _stopping;

    public SessionPoller()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "ssh-epoll" };
        _thread.Start();
    }

    public ICollection<SshConnection> Connections => _connections.Values;

    public bool IsEmpty => _connections.IsEmpty;

    public void Add(SshConnection connection)
    {
        _connections[connection.Id] = connection;
        _epoll.Add(connection.Descriptor, connection.Id);
    }

    public void Arm(SshConnection connection, bool forWriting) => _epoll.Arm(connection.Descriptor, connection.Id, forWriting);

    public void Remove(SshConnection connection)
    {
        _epoll.Remove(connection.Descriptor);
        _connections.TryRemove(connection.Id, out _);
    }

    public void Dispose()
    {
        _stopping = true;
        _epoll.Wake();
        _thread.Join();
        _epoll.Dispose();
    }

    private void Run()
    {
        Span<long> keys = stackalloc long[Batch];
        while (!_stopping)
        {
            foreach (long key in keys[.._epoll.Wait(keys)])
            {
                // A key whose connection has gone is a late event; keys are never used twice.
                if (_connections.TryGetValue(key, out SshConnection? connection))
                {
                    connection.Signal();
                }
            }
        }
    }
}
