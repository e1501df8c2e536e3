using AcrNetconf.Yang.Encoding;

namespace AcrNetconf.Netconf.Operations;

/// <summary>The with-defaults parameter (RFC 6243 §4.5). The basic mode is explicit.</summary>
internal static class WithDefaultsParameter
{
    public const WithDefaultsMode BasicMode = WithDefaultsMode.Explicit;

    public static WithDefaultsMode Read(ParameterReader parameters)
        => parameters.ReadChoice(
            ("explicit", WithDefaultsMode.Explicit),
            ("trim", WithDefaultsMode.Trim),
            ("report-all", WithDefaultsMode.ReportAll),
            ("report-all-tagged", WithDefaultsMode.ReportAllTagged)) ?? BasicMode;
}
