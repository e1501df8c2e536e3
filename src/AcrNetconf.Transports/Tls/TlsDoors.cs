using System.Collections.Frozen;
using System.Net;
using AcrNetconf.Transports.Listening;

namespace AcrNetconf.Transports.Tls;

/// <summary>The listeners with parameters of their own, by the address they were asked for. Immutable.</summary>
internal sealed class TlsDoors
{
    private readonly FrozenDictionary<IPEndPoint, TlsDoor> _doors;
    private readonly FrozenDictionary<IPEndPoint, TlsDoor> _former;

    private TlsDoors(FrozenDictionary<IPEndPoint, TlsDoor> doors, FrozenDictionary<IPEndPoint, TlsDoor> former)
    {
        _doors = doors;
        _former = former;
    }

    public static TlsDoors None { get; } = new(FrozenDictionary<IPEndPoint, TlsDoor>.Empty, FrozenDictionary<IPEndPoint, TlsDoor>.Empty);

    public IEnumerable<TlsDoor> All => _doors.Values;

    /// <exception cref="ListenRefusedException">The parameters of one cannot be used.</exception>
    public static TlsDoors Open(IEnumerable<TlsListenerOptions> endpoints) => new(endpoints.ToFrozenDictionary(e => e.Address, Open), None._doors);

    public TlsDoor? Find(IPEndPoint address) => _doors.GetValueOrDefault(address);

    /// <summary>For who comes in there, also through a listener that is being closed.</summary>
    public TlsDoor? At(IPEndPoint address) => Find(address) ?? _former.GetValueOrDefault(address);

    /// <summary>These, taking over from others: the last ones are still asked for by who waits at a listener that closes.</summary>
    public TlsDoors After(TlsDoors others) => new(_doors, others._doors);

    private static TlsDoor Open(TlsListenerOptions endpoint)
    {
        try
        {
            return TlsDoor.Open(endpoint.Parameters);
        }
        catch (IOException exception)
        {
            throw new ListenRefusedException(endpoint.Address, exception.Message, exception);
        }
    }
}
