using System.Net.Sockets;
using System.Text;

namespace AcrNetconf.Relay;

/// <summary>One sentence for the operator in the system log (a datagram as syslog(3) sends it) and on standard error, of which sshd passes nothing on.</summary>
internal static class SystemLog
{
    // RFC 5424 §6.2.1: facility daemon, severity error.
    private const int DaemonError = (3 * 8) + 3;

    public static void Complain(string path, string sentence)
    {
        Console.Error.WriteLine($"acr-netconf-relay: {sentence}");
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(Format(sentence, Environment.ProcessId)), new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            // A host without a system log has standard error.
        }
    }

    internal static string Format(string sentence, int processId) => $"<{DaemonError}>acr-netconf-relay[{processId}]: {sentence}";
}
