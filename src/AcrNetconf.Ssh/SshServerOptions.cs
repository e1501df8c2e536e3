using System.Net;

namespace AcrNetconf.Ssh;

/// <summary>How the embedded SSH server listens and what it offers.</summary>
public sealed record SshServerOptions
{
    /// <summary>Addresses to listen on. Port 0 picks a free one; <c>[::]</c> accepts IPv4 as well; none is fine for a server that only calls home.</summary>
    /// <value>Default <c>[::]:830</c>, the port of RFC 6242 §3.</value>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [new IPEndPoint(IPAddress.IPv6Any, 830)];

    /// <summary>Listeners with methods and host keys of their own, beside <see cref="Listen"/>; all at other addresses.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<SshListenerOptions> Endpoints { get; init; } = [];

    /// <summary>Methods offered to users; <c>none</c> is always refused.</summary>
    /// <value>Default: all three.</value>
    public SshAuthMethods Methods { get; init; } =
        SshAuthMethods.Password | SshAuthMethods.PublicKey | SshAuthMethods.KeyboardInteractive;

    /// <summary>Limits per server, connection and source.</summary>
    public SshLimits Limits { get; init; } = new();

    /// <summary>Text after <c>SSH-2.0-</c> in the identification string (RFC 4253 §4.2): printable, no blank, no version of the product.</summary>
    /// <value>Default <c>NETCONF</c>.</value>
    public string Identification { get; init; } = "NETCONF";

    /// <summary>Text shown before login (RFC 4252 §5.4), or null.</summary>
    public string? IssueBanner { get; init; }

    /// <summary>What cannot be honoured, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        const SshAuthMethods All = SshAuthMethods.Password | SshAuthMethods.PublicKey | SshAuthMethods.KeyboardInteractive;
        if (Methods == SshAuthMethods.None || (Methods & ~All) != 0)
        {
            yield return "no usable authentication method is offered";
        }

        // RFC 4253 §4.2: printable US-ASCII without blank and minus; 255 characters with "SSH-2.0-" and CR LF.
        if (Identification.Length is 0 or > 200 || Identification.Any(c => c is <= ' ' or > '~' or '-'))
        {
            yield return "the identification must be printable ASCII without blanks and minus signs";
        }

        foreach (string problem in Limits.Problems())
        {
            yield return problem;
        }
    }
}
