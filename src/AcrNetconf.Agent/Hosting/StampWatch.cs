namespace AcrNetconf.Agent.Hosting;

/// <summary>Notices a device that promised hardware stamps and gives none: drivers say so and keep silent, the kernel reports no error.</summary>
/// <remarks>Used by one thread. One stamp that came proves the device; from then on a missing one costs a sample and nothing else.</remarks>
internal sealed class StampWatch
{
    private const int ReceivedEnough = 32;
    private const int SentEnough = 16;

    private int _received;
    private int _sent;
    private bool _receiveProven;
    private bool _sendProven;
    private bool _isReported;

    /// <summary>Sockets or stamps changed: nothing is known.</summary>
    public void Restart()
    {
        _received = _sent = 0;
        _receiveProven = _sendProven = _isReported = false;
    }

    /// <summary>An event message arrived, with or without a stamp.</summary>
    public void OnReceived(bool stamped)
    {
        _receiveProven |= stamped;
        _received += stamped || _receiveProven ? 0 : 1;
    }

    /// <summary>A stamp of a sent event message came, or will not come any more.</summary>
    public void OnSent(bool stamped)
    {
        _sendProven |= stamped;
        _sent += stamped || _sendProven ? 0 : 1;
    }

    /// <summary>What the device failed to do, once; null while there is nothing to say.</summary>
    public string? TakeVerdict()
    {
        string? verdict = _isReported ? null : (_received, _sent) switch
        {
            ( >= ReceivedEnough, _) when !_receiveProven => $"stamped none of {_received} received event messages",
            (_, >= SentEnough) when !_sendProven => $"stamped none of {_sent} sent event messages",
            _ => null,
        };
        _isReported |= verdict is not null;
        return verdict;
    }
}
