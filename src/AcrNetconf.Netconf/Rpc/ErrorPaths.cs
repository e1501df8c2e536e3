using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Turns instance paths and parameter names into error-paths.</summary>
internal static class ErrorPaths
{
    /// <summary>The path of a data node; null for the root, which is no node to point at.</summary>
    public static ErrorPath? From(InstancePath path)
        => path.IsRoot ? null : new ErrorPath(path.ToXPath(out var declarations), [.. declarations.Select(d => (d.Key, d.Value))]);

    /// <summary>The path of a parameter of a base operation, e.g. <c>/nc:rpc/nc:commit/nc:confirm-timeout</c>.</summary>
    public static ErrorPath ForParameter(string operation, string parameter)
        => new($"/nc:rpc/nc:{operation}/nc:{parameter}", [("nc", NetconfNames.Base)]);
}
