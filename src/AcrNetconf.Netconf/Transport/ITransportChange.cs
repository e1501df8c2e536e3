using System.Net;

namespace AcrNetconf.Netconf.Transport;

/// <summary>New options of a running transport, ready to be taken over: whatever may fail has been done, nothing is different yet.</summary>
/// <remarks>Disposing without <see cref="Apply"/> gives everything back; disposing after it does nothing.</remarks>
public interface ITransportChange : IDisposable
{
    /// <summary>Where the transport will listen, with real ports.</summary>
    IReadOnlyList<EndPoint> EndPoints { get; }

    /// <summary>Takes over: what is new is served, what has gone is not any more. Sessions that exist go on. Never fails.</summary>
    void Apply();
}
