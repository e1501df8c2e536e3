namespace AcrNetconf.Linux;

/// <summary>Which clock is steered.</summary>
/// <param name="Kind">What sort of clock.</param>
/// <param name="Device">Path of the hardware clock it is or stands on; null for software time scales.</param>
public sealed record ClockKey(ClockKind Kind, string? Device = null)
{
    /// <summary>Kernel stamps, disciplined in software.</summary>
    public static ClockKey Virtual { get; } = new(ClockKind.Virtual);

    /// <summary>The system clock.</summary>
    public static ClockKey System { get; } = new(ClockKind.System);
}
