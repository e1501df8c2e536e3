using System.Net;

namespace AcrNetconf.Netconf.Transport;

/// <summary>A listener of one kind (embedded SSH, Unix socket behind sshd, TLS) that turns connections into authenticated channels.</summary>
public interface INetconfTransport : IAsyncDisposable
{
    /// <summary>Name for logs and for the ready line: <c>ssh</c>, <c>unix</c>, <c>tls</c>.</summary>
    string Name { get; }

    /// <summary>Binds. After it returns, the first connection would be accepted and the result says where (real ports).</summary>
    /// <exception cref="IOException">The address cannot be bound; the message is one sentence for an operator.</exception>
    ValueTask<IReadOnlyList<EndPoint>> BindAsync(CancellationToken cancellationToken);

    /// <summary>Accepts until <paramref name="stop"/>, then ends every channel in an orderly way and returns.</summary>
    Task RunAsync(INetconfSessionSink sink, CancellationToken stop);
}
