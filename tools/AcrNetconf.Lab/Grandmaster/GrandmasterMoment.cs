using System.Globalization;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>Something a running grandmaster does at a moment of <c>--at SECONDS:VERB[=VALUE]</c>.</summary>
/// <param name="At">After the start.</param>
/// <param name="Verb">clock-class, offset-ppb, loss, deny, grant, mute, send, cancel, one-step or two-step.</param>
/// <param name="Value">What the verb needs; empty for the steps.</param>
internal sealed record GrandmasterMoment(TimeSpan At, string Verb, string Value)
{
    private static readonly MessageType[] Services = [MessageType.Announce, MessageType.Sync, MessageType.DelayResp];

    /// <summary>Reads and checks one; null when it makes no sense.</summary>
    public static GrandmasterMoment? Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !double.TryParse(text[..colon], CultureInfo.InvariantCulture, out double seconds) || !double.IsFinite(seconds) || seconds is < 0 or > 1e8)
        {
            return null;
        }

        string[] parts = text[(colon + 1)..].Split('=', 2);
        GrandmasterMoment moment = new(TimeSpan.FromSeconds(seconds), parts[0], parts.Length > 1 ? parts[1] : string.Empty);
        return moment.IsValid() ? moment : null;
    }

    /// <summary>Services a <c>cancel</c> withdraws; none for other verbs.</summary>
    public MessageType[] Cancelled() => (Verb, Value) switch
    {
        ("cancel", "all") => Services,
        ("cancel", "announce") => [MessageType.Announce],
        ("cancel", "sync") => [MessageType.Sync],
        ("cancel", "delay-resp") => [MessageType.DelayResp],
        _ => [],
    };

    /// <summary>The settings from this moment on.</summary>
    public GrandmasterSettings Apply(GrandmasterSettings settings) => Verb switch
    {
        "clock-class" => settings with { ClockClass = new ClockClass(byte.Parse(Value, CultureInfo.InvariantCulture)) },
        "offset-ppb" => settings with { OffsetPpb = double.Parse(Value, CultureInfo.InvariantCulture) },
        "loss" => settings with { Loss = double.Parse(Value, CultureInfo.InvariantCulture) },
        "one-step" => settings with { TwoStep = false },
        "two-step" => settings with { TwoStep = true },
        "deny" or "mute" => settings with { Faults = settings.Faults | Fault() },
        "grant" or "send" => settings with { Faults = settings.Faults & ~Fault() },
        _ => settings,
    };

    private bool IsValid() => Verb switch
    {
        "clock-class" => byte.TryParse(Value, CultureInfo.InvariantCulture, out _),
        "offset-ppb" => double.TryParse(Value, CultureInfo.InvariantCulture, out double ppb) && Math.Abs(ppb) <= 1e6,
        "loss" => double.TryParse(Value, CultureInfo.InvariantCulture, out double loss) && loss is >= 0 and <= 1,
        "one-step" or "two-step" => Value.Length == 0,
        "deny" or "mute" or "grant" or "send" => Fault() != GrandmasterFaults.None,
        "cancel" => Cancelled().Length > 0,
        _ => false,
    };

    private GrandmasterFaults Fault() =>
        GrandmasterOptions.TryParseFault(Verb is "deny" or "grant" ? "deny" : "mute", Value, out GrandmasterFaults fault) ? fault : GrandmasterFaults.None;
}
