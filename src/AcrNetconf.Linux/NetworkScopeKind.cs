namespace AcrNetconf.Linux;

/// <summary>What a <see cref="NetworkScope"/> names.</summary>
public enum NetworkScopeKind
{
    /// <summary>The network of this process.</summary>
    Host,

    /// <summary>A virtual routing and forwarding device of this process's network.</summary>
    Vrf,

    /// <summary>Another network namespace, by name.</summary>
    Namespace,
}
