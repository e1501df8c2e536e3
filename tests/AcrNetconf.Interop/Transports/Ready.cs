using System.Text.RegularExpressions;

namespace AcrNetconf.Interop.Transports;

/// <summary>The agent's ready line: <c>acr-netconf ready: ssh 127.0.0.1:830, tls 127.0.0.1:6513</c>.</summary>
internal static partial class Ready
{
    /// <summary>Where a transport listens.</summary>
    public static string Place(string log, string transport)
        => Line().Match(log) is { Success: true } line && line.Groups[1].Value.Split(", ").FirstOrDefault(p => p.StartsWith($"{transport} ", StringComparison.Ordinal)) is { } place
            ? place[(transport.Length + 1)..]
            : throw new AssertFailedException($"no {transport} in: {log}");

    [GeneratedRegex("acr-netconf ready: (.*)")]
    private static partial Regex Line();
}
