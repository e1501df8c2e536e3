using System.IO.Pipelines;

namespace AcrNetconf.Cli.Client;

/// <summary>Bytes to and from a server: an SSH channel, or recorded ones in tests.</summary>
internal interface IClientChannel : IDisposable
{
    /// <summary>Everything the server sent; completed when it closes the channel.</summary>
    PipeReader Received { get; }

    void Send(byte[] bytes);
}
