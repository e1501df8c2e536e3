using System.Collections.Immutable;
using System.Net;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Transports.Unix;

namespace AcrNetconf.Agent;

/// <summary>What the command line asks for. Immutable; what belongs in YANG is not here.</summary>
internal sealed record AgentOptions
{
    /// <summary>NETCONF over SSH listeners. Default 127.0.0.1:8830.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>NETCONF over TLS, but for what is in files.</summary>
    public TlsServerOptions Tls { get; init; } = new();

    /// <summary>Files of <see cref="Tls"/>.</summary>
    public TlsFiles TlsFiles { get; init; } = new();

    /// <summary>The Unix socket behind sshd.</summary>
    public UnixServerOptions Unix { get; init; } = new();

    /// <summary>Clients to call home.</summary>
    public CallHomeOptions CallHome { get; init; } = new();

    /// <summary>Directory of host keys and commit log.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Local users of this run with full access.</summary>
    public required IReadOnlyList<AgentUser> Users { get; init; }

    /// <summary>Directories searched for further modules.</summary>
    public required IReadOnlyList<string> ModulePaths { get; init; }

    /// <summary>Further modules served as plain configuration.</summary>
    public required IReadOnlyList<ServedModule> Modules { get; init; }

    /// <summary>Optional capabilities served, by the names of the command line.</summary>
    public IReadOnlySet<string> Capabilities { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Directory of the files that URLs may name, when the capability url is served.</summary>
    public string UrlDirectory { get; init; } = "";

    /// <summary>Events kept for replay. Default 1000.</summary>
    public int ReplayEvents { get; init; } = 1000;

    /// <summary>What one NETCONF peer may cost.</summary>
    public SessionLimits Limits { get; init; } = new();

    /// <summary>Clock to steer: virtual, system, /dev/ptpN or auto. Default virtual.</summary>
    public required string Clock { get; init; }

    /// <summary>Overrides timestamping/source auto: auto, hardware or software.</summary>
    public required string Timestamping { get; init; }

    /// <summary>UDP port of event messages. Default 319.</summary>
    public required int EventPort { get; init; }

    /// <summary>UDP port of general messages. Default 320.</summary>
    public required int GeneralPort { get; init; }

    /// <summary>XML configuration that replaces running at start, or null.</summary>
    public string? LoadFile { get; init; }

    /// <summary>Where metrics are served, or null. Default null.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>File written when the agent is ready, or null.</summary>
    public string? ReadyFile { get; init; }

    public required Microsoft.Extensions.Logging.LogLevel LogLevel { get; init; }
}
