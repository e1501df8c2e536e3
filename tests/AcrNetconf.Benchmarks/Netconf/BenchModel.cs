using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>The requests of the measurements, all against the module acr-bench.</summary>
internal static class BenchModel
{
    public const int Entries = 10_000;

    private const int Profiles = 20;

    public static string SettingsFilter => GetConfig("<settings xmlns=\"urn:acr-netconf:bench\"/>");

    public static string Plant => GetConfig("<plant xmlns=\"urn:acr-netconf:bench\"/>");

    public static string Commit => "<commit/>";

    public static string Settings(int level) => Edit(string.Create(CultureInfo.InvariantCulture, $"<settings xmlns=\"urn:acr-netconf:bench\"><name>one</name><level>{level}</level></settings>"));

    public static string Slot(int id, int value)
        => Edit(string.Create(CultureInfo.InvariantCulture, $"<settings xmlns=\"urn:acr-netconf:bench\"><slot><id>{id}</id><value>{value}</value></slot></settings>"));

    /// <summary>Whether a reply has the entry that <see cref="Slot"/> wrote.</summary>
    public static bool HasSlot(string reply, int id, int value)
        => Regex.IsMatch(reply, string.Create(CultureInfo.InvariantCulture, $@"<id>{id}</id>\s*<value>{value}</value>"));

    public static string RemovePlant => Edit("<plant xmlns=\"urn:acr-netconf:bench\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"remove\"/>");

    public static string PortByKey(int number) => GetConfig(string.Create(CultureInfo.InvariantCulture, $"<plant xmlns=\"urn:acr-netconf:bench\"><port><name>port-{number:D5}</name></port></plant>"));

    public static string PortUpper(int number, int upper)
        => Edit(string.Create(CultureInfo.InvariantCulture, $"<plant xmlns=\"urn:acr-netconf:bench\"><port><name>port-{number:D5}</name><upper>{upper}</upper></port></plant>"));

    /// <summary>All entries in one edit, about 1.9 MB.</summary>
    /// <param name="first">Number of the first entry.</param>
    public static string Load(int first = 0)
    {
        var text = new StringBuilder("<plant xmlns=\"urn:acr-netconf:bench\">");
        for (var i = 0; i < Profiles; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<profile><name>profile-{i:D2}</name><rate>{i * 10}</rate></profile>");
        }

        for (var i = first; i < first + Entries; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<port><name>port-{i:D5}</name><profile>profile-{i % Profiles:D2}</profile><lower>{i}</lower><upper>{i + 1}</upper><description>line {i}</description></port>");
        }

        return Edit(text.Append("</plant>").ToString());
    }

    private static string Edit(string content) => $"<edit-config><target><candidate/></target><config>{content}</config></edit-config>";

    private static string GetConfig(string filter) => $"<get-config><source><running/></source><filter type=\"subtree\">{filter}</filter></get-config>";
}
