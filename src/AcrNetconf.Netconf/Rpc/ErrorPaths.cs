using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Turns instance paths into error-paths.</summary>
internal static class ErrorPaths
{
    public static ErrorPath? From(InstancePath path)
    {
        _ = path;
        return null;
    }
}
