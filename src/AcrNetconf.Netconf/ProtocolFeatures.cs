using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf;

/// <summary>Which optional parts of the protocol are served: the features of ietf-netconf in the schema say so, to clients and to us alike.</summary>
internal static class ProtocolFeatures
{
    public const string WritableRunning = "writable-running";
    public const string ConfirmedCommit = "confirmed-commit";
    public const string Validate = "validate";
    public const string Startup = "startup";
    public const string Url = "url";
    public const string XPath = "xpath";

    /// <summary>True when the feature of ietf-netconf is switched on.</summary>
    public static bool Serves(this SchemaContext schema, string feature)
        => schema.FindModule("ietf-netconf") is { IsImplemented: true } module && module.Features.GetValueOrDefault(feature);

    /// <summary>True when a module is implemented.</summary>
    public static bool ServesModule(this SchemaContext schema, string module) => schema.FindModule(module) is { IsImplemented: true };
}
