using System.Net;
using AcrNetconf.Ssh.HostKeys;
using AcrNetconf.Ssh.Native;
using AcrNetconf.Transports.Listening;

namespace AcrNetconf.Ssh;

/// <summary>The listeners with settings of their own, by the address they were asked for.</summary>
/// <remarks>Immutable but for the native keys, which its owner frees when no connection can begin with them any more.</remarks>
internal sealed class SshDoors : IDisposable
{
    private readonly Dictionary<IPEndPoint, SshDoor> _doors = [];

    /// <param name="endpoints">Listeners with settings of their own.</param>
    /// <param name="bind">Makes host keys usable, or throws an IOException with a sentence.</param>
    /// <exception cref="ListenRefusedException">The keys of one cannot be used.</exception>
    public SshDoors(IEnumerable<SshListenerOptions> endpoints, Func<IReadOnlyList<HostKey>, NativeBind> bind)
    {
        foreach (SshListenerOptions endpoint in endpoints)
        {
            try
            {
                NativeBind? keys = endpoint.HostKeys.Count == 0 ? null : bind(endpoint.HostKeys);
                _doors.Add(endpoint.Address, new SshDoor(endpoint.Methods, keys, [.. endpoint.HostKeys.Select(k => k.Fingerprint)]));
            }
            catch (IOException exception)
            {
                Dispose();
                throw new ListenRefusedException(endpoint.Address, exception.Message, exception);
            }
        }
    }

    public SshDoor? Find(IPEndPoint address) => _doors.GetValueOrDefault(address);

    public void Dispose()
    {
        foreach (SshDoor door in _doors.Values)
        {
            door.Bind?.Free();
        }
    }
}
