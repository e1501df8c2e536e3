using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Agent.Hosting;

/// <summary>The clockIdentity of this host's client (IEEE 1588 §7.5.2.2.2): an EUI-64 of our own making, the same after every start.</summary>
/// <remarks>
/// Derived from the machine's identity and the state directory, with the local bit set. Not from a MAC address: the client is bound to an
/// address, which may be on a loopback device or move between cards.
/// </remarks>
internal static class ClientIdentity
{
    private const string MachineIdFile = "/etc/machine-id";

    public static ClockIdentity Create(string stateDirectory)
    {
        var machine = File.Exists(MachineIdFile) ? File.ReadAllText(MachineIdFile).Trim() : Environment.MachineName;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"acr-netconf {machine} {Path.GetFullPath(stateDirectory)}"));

        // Universal/local bit on, group bit off: never the identity of a device.
        hash[0] = (byte)((hash[0] | 0x02) & 0xFE);
        return new ClockIdentity(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
