using System.Net;
using System.Net.Sockets;

namespace AcrNetconf.Transports.Listening;

/// <summary>A listener cannot be; one sentence says why.</summary>
public sealed class ListenRefusedException(IPEndPoint address, string message, Exception cause) : IOException(message, cause)
{
    /// <summary>The listener, as it was asked for.</summary>
    public IPEndPoint Address { get; } = address;

    /// <summary>True when somebody listens there already.</summary>
    public bool IsBusy => InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };
}
