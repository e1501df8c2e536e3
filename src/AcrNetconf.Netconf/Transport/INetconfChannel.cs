using System.IO.Pipelines;

namespace AcrNetconf.Netconf.Transport;

/// <summary>One authenticated byte channel that will carry one NETCONF session.</summary>
/// <remarks>
/// Owned by the transport. The pipe is bounded both ways (256 KiB): a slow reader stops the writer, nobody buffers without limit.
/// Completing the output writer ends the channel in an orderly way once everything written has been sent.
/// </remarks>
public interface INetconfChannel
{
    /// <summary>Bytes from and to the peer. The session completes both ends exactly once.</summary>
    IDuplexPipe Pipe { get; }

    /// <summary>Who authenticated.</summary>
    PeerInfo Peer { get; }

    /// <summary>Cancelled when the connection is lost or aborted; the session must end at once (locks, confirmed commit).</summary>
    CancellationToken Aborted { get; }

    /// <summary>Cuts the channel without waiting for the peer. Idempotent; never throws.</summary>
    /// <param name="reason">One sentence for the log.</param>
    void Abort(string reason);
}
