using System.Collections.Immutable;
using System.CommandLine;
using AcrNetconf.Linux;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Transports.Unix;

namespace AcrNetconf.Agent;

/// <summary>The command line options about ways in other than the SSH listener: TLS, the Unix socket behind sshd, Call Home.</summary>
internal sealed class TransportOptions
{
    private readonly Option<string[]> _tlsListen = Many("--tls-listen", "ADDR:PORT", "NETCONF over TLS listener (RFC 7589; port 6513 is registered); repeatable");
    private readonly Option<string?> _tlsCertificate = One("--tls-cert", "FILE", "certificate of the agent for TLS, then those between it and its root (PEM)");
    private readonly Option<string?> _tlsKey = One("--tls-key", "FILE", "private key of --tls-cert (PEM), closed to others");
    private readonly Option<string[]> _tlsAuthorities = Many("--tls-ca", "FILE", "root certificates of TLS clients (PEM); repeatable");
    private readonly Option<string[]> _tlsRevoked = Many("--tls-crl", "FILE", "revocation lists (PEM or DER); with one, every issuer needs a current list; repeatable");
    private readonly Option<string[]> _tlsUsers = Many("--tls-user", "CERT=NAME", "who shows this certificate, or one below it, is that user; CERT is a fingerprint (04:…) or a file; repeatable");
    private readonly Option<string[]> _tlsMaps = Many("--tls-map", "CERT=KIND", $"below this certificate the user is named by the client's: {string.Join(", ", CertificateMaps.Names)}; repeatable");
    private readonly Option<string?> _unix = One("--listen-unix", "PATH", "Unix socket for acr-netconf-relay, the subsystem of the system's sshd");
    private readonly Option<string?> _unixGroup = One("--unix-group", "GROUP", "group whose members may use --listen-unix (default: the agent's)");
    private readonly Option<string[]> _unixTrust = Many("--unix-trust", "USER", "may speak for other users on --listen-unix, as root may; repeatable");
    private readonly Option<string[]> _unixTrustGroup = Many("--unix-trust-group", "GROUP", "its members may speak for other users on --listen-unix; repeatable");
    private readonly Option<string[]> _callHome = Many(
        "--call-home", "NAME=URL,…", "call a client home (RFC 8071): ssh://HOST[:4334] or tls://HOST[:4335], several are tried in turn, then settings such as period=60; repeatable");

    private readonly Option<string[]> _recovery = Many("--recovery-user", "NAME", "user of TLS or the Unix socket whom access control does not bind; repeatable");

    public TransportOptions()
    {
        Check(_tlsListen, text => AgentCommandLine.TryEndpoint(text, out _) ? null : "is not ADDR:PORT");
        Check(_tlsUsers, text => TrySplit(text, out _, out _) ? null : "is not CERT=NAME");
        Check(_tlsMaps, text => TrySplit(text, out _, out var kind) && CertificateMaps.TryParse(kind, out _) ? null : "is not CERT=KIND with a known kind");
        Check(_callHome, text => CallHomeText.TryParse(text, out _, out var problem) ? null : problem);
    }

    public IEnumerable<Option> All
        => [_tlsListen, _tlsCertificate, _tlsKey, _tlsAuthorities, _tlsRevoked, _tlsUsers, _tlsMaps, _unix, _unixGroup, _unixTrust, _unixTrustGroup, _callHome, _recovery];

    /// <summary>The options with what was given for them.</summary>
    /// <exception cref="IOException">A file or an account cannot be used; one sentence.</exception>
    /// <exception cref="FormatException">A fingerprint cannot be read; one sentence.</exception>
    public AgentOptions Apply(AgentOptions options, ParseResult result)
    {
        ImmutableHashSet<string> recovery = [.. result.GetValue(_recovery) ?? []];
        return options with
        {
            TlsFiles = new TlsFiles
            {
                Certificate = result.GetValue(_tlsCertificate),
                Key = result.GetValue(_tlsKey),
                Authorities = [.. result.GetValue(_tlsAuthorities) ?? []],
                RevocationLists = [.. result.GetValue(_tlsRevoked) ?? []],
            },
            Tls = new TlsServerOptions
            {
                Listen = AgentCommandLine.Endpoints(result.GetValue(_tlsListen) ?? []),
                Parameters = new TlsParameters { CertToName = [.. Entries(result.GetValue(_tlsUsers) ?? [], result.GetValue(_tlsMaps) ?? [])] },
                RecoveryUsers = recovery,
            },
            Unix = Unix(result) with { RecoveryUsers = recovery },
            CallHome = new CallHomeOptions
            {
                Clients = [.. (result.GetValue(_callHome) ?? []).Select(text => CallHomeText.TryParse(text, out var client, out _) ? client! : throw new FormatException(text))],
            },
        };
    }

    private UnixServerOptions Unix(ParseResult result)
    {
        return new UnixServerOptions
        {
            Path = result.GetValue(_unix),
            Group = result.GetValue(_unixGroup) is { } group ? Group("--unix-group", group) : null,
            TrustedUsers = [.. (result.GetValue(_unixTrust) ?? []).Select(u => Accounts.UserId(u) ?? throw new IOException($"--unix-trust {u}: the host has no such user"))],
            TrustedGroups = [.. (result.GetValue(_unixTrustGroup) ?? []).Select(g => Group("--unix-trust-group", g))],
        };
    }

    private static uint Group(string option, string name) => Accounts.GroupId(name) ?? throw new IOException($"{option} {name}: the host has no such group");

    // Named certificates come before whole families of them.
    private static IEnumerable<CertToName> Entries(string[] users, string[] maps)
    {
        uint id = 0;
        foreach (var text in users)
        {
            TrySplit(text, out var certificate, out var name);
            yield return new CertToName(++id, TlsFiles.Fingerprint(certificate), CertificateMap.Specified, name);
        }

        foreach (var text in maps)
        {
            TrySplit(text, out var certificate, out var kind);
            if (CertificateMaps.TryParse(kind, out var map))
            {
                yield return new CertToName(++id, TlsFiles.Fingerprint(certificate), map);
            }
        }
    }

    private static bool TrySplit(string text, out string certificate, out string value)
    {
        var at = text.IndexOf('=');
        (certificate, value) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        return certificate.Length > 0 && value.Length > 0;
    }

    private static void Check(Option<string[]> option, Func<string, string?> problem) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (problem(token.Value) is { } sentence)
            {
                result.AddError($"{option.Name}: '{token.Value}' {sentence}");
            }
        }
    });

    private static Option<string?> One(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    private static Option<string[]> Many(string name, string helpName, string description)
        => new(name) { HelpName = helpName, Description = description, AllowMultipleArgumentsPerToken = false };
}
