using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace AcrNetconf.Transports.Unix;

/// <summary>Who connected, as the kernel noted it at connect (unix(7), SO_PEERCRED and SO_PEERGROUPS).</summary>
/// <param name="ProcessId">The process that connected.</param>
/// <param name="UserId">Its effective user.</param>
/// <param name="GroupId">Its effective group.</param>
/// <param name="Groups">Its other groups.</param>
internal sealed record PeerCredentials(int ProcessId, uint UserId, uint GroupId, IReadOnlyList<uint> Groups)
{
    private const int SocketLevel = 1;
    private const int PeerCred = 17;
    private const int PeerGroups = 59;
    private const int MaxGroups = 1024;

    /// <exception cref="SocketException">The peer has gone.</exception>
    public static PeerCredentials Of(Socket socket)
    {
        // struct ucred { pid_t pid; uid_t uid; gid_t gid; }
        var ucred = new byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCred, ucred);
        var words = MemoryMarshal.Cast<byte, uint>(ucred);
        return new PeerCredentials((int)words[0], words[1], words[2], GroupsOf(socket));
    }

    private static uint[] GroupsOf(Socket socket)
    {
        var groups = new byte[MaxGroups * sizeof(uint)];
        try
        {
            var length = socket.GetRawSocketOption(SocketLevel, PeerGroups, groups);
            return MemoryMarshal.Cast<byte, uint>(groups.AsSpan(0, length)).ToArray();
        }
        catch (SocketException)
        {
            return []; // more than anybody has: then none of them makes it trusted
        }
    }
}
