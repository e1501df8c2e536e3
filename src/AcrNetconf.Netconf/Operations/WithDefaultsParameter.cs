using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Operations;

/// <summary>The with-defaults parameter (RFC 6243 §4.5). The basic mode is explicit.</summary>
internal static class WithDefaultsParameter
{
    public const WithDefaultsMode BasicMode = WithDefaultsMode.Explicit;

    /// <summary>True when the parameter the reader stands on is this one and the server has it.</summary>
    public static bool IsOn(ParameterReader parameters, SchemaContext schema)
        => parameters.Reader.NamespaceURI == NetconfNames.WithDefaults && schema.ServesModule("ietf-netconf-with-defaults");

    public static WithDefaultsMode Read(ParameterReader parameters)
        => parameters.ReadChoice(
            ("explicit", WithDefaultsMode.Explicit),
            ("trim", WithDefaultsMode.Trim),
            ("report-all", WithDefaultsMode.ReportAll),
            ("report-all-tagged", WithDefaultsMode.ReportAllTagged)) ?? BasicMode;
}
