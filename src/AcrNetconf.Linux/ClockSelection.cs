namespace AcrNetconf.Linux;

/// <summary>Which clock the operator wants steered: <c>virtual</c>, <c>system</c>, a device path, or <c>auto</c>.</summary>
/// <param name="Kind">Null for automatic: the hardware clock when hardware stamps are used, else virtual.</param>
/// <param name="Device">Path of the hardware clock, for <see cref="ClockKind.Phc"/>.</param>
public sealed record ClockSelection(ClockKind? Kind, string? Device = null)
{
    /// <summary>Reads the operator's word. Never throws.</summary>
    public static bool TryParse(string? text, out ClockSelection selection)
    {
        selection = text switch
        {
            null or "" or "virtual" => new ClockSelection(ClockKind.Virtual),
            "system" => new ClockSelection(ClockKind.System),
            "auto" => new ClockSelection(Kind: null),
            _ => new ClockSelection(ClockKind.Phc, text),
        };
        return selection.Device is null || selection.Device.StartsWith("/dev/", StringComparison.Ordinal);
    }
}
