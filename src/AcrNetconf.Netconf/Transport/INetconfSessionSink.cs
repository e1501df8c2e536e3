namespace AcrNetconf.Netconf.Transport;

/// <summary>What a transport hands its channels to; implemented by the NETCONF server.</summary>
public interface INetconfSessionSink
{
    /// <summary>Runs one session to its end. When the task completes, the transport closes the channel in an orderly way.</summary>
    /// <remarks>Called concurrently, once per channel. Never throws for anything a peer did.</remarks>
    Task OnSessionAsync(INetconfChannel channel);
}
