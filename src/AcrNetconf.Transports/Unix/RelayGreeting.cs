using System.Net;
using System.Text;

namespace AcrNetconf.Transports.Unix;

/// <summary>What the relay says first: one line, then it waits for our answer before it passes anything on.</summary>
/// <remarks>
/// <code>
///   relay: acr-netconf-relay 1 [TAB user=NAME] [TAB connection=CLIENT PORT SERVER PORT] LF      SSH_CONNECTION of sshd
///   agent: ok LF          or        refused: SENTENCE LF and the end
/// </code>
/// </remarks>
/// <param name="User">For whom it comes; null: for the user it runs as.</param>
/// <param name="Remote">Where the SSH client is, as the relay says.</param>
/// <param name="Local">Where it came in.</param>
internal sealed record RelayGreeting(string? User, IPEndPoint? Remote, IPEndPoint? Local)
{
    private const int MaxBytes = 1024;
    private const int MaxUserLength = 256;
    private const string Version = "acr-netconf-relay 1";

    /// <summary>Reads the line; null when it is none.</summary>
    public static async ValueTask<RelayGreeting?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes];
        var length = 0;
        while (length < MaxBytes)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += count;
            var end = Array.IndexOf(buffer, (byte)'\n', 0, length);
            if (count == 0 || end >= 0)
            {
                // Bytes after the line would be lost: a relay waits.
                return end >= 0 && end == length - 1 ? Parse(Encoding.UTF8.GetString(buffer, 0, end)) : null;
            }
        }

        return null;
    }

    /// <summary>Reads the line without its end; null when it is none.</summary>
    internal static RelayGreeting? Parse(string line)
    {
        var words = line.Split('\t');
        if (words[0] != Version)
        {
            return null;
        }

        var greeting = new RelayGreeting(null, null, null);
        foreach (var word in words[1..])
        {
            var value = word[(word.IndexOf('=') + 1)..];
            var next = word.Split('=')[0] switch
            {
                "user" when value.Length is > 0 and <= MaxUserLength && !value.Any(char.IsControl) => greeting with { User = value },
                "connection" when TryConnection(value, out var remote, out var local) => greeting with { Remote = remote, Local = local },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            greeting = next;
        }

        return greeting;
    }

    private static bool TryConnection(string text, out IPEndPoint? remote, out IPEndPoint? local)
    {
        remote = local = null;
        var words = text.Split(' ');
        return words.Length == 4 && TryEndPoint(words[0], words[1], out remote) && TryEndPoint(words[2], words[3], out local);
    }

    private static bool TryEndPoint(string address, string port, out IPEndPoint? endPoint)
    {
        endPoint = IPAddress.TryParse(address, out var parsed) && ushort.TryParse(port, out var number) ? new IPEndPoint(parsed, number) : null;
        return endPoint is not null;
    }
}
