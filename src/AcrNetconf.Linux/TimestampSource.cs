namespace AcrNetconf.Linux;

/// <summary>Where the operator wants packet timestamps from.</summary>
public enum TimestampSource
{
    /// <summary>Hardware when the device has it, else software.</summary>
    Auto,

    /// <summary>Hardware, or the request is refused.</summary>
    Hardware,

    /// <summary>Software, whatever the device can do.</summary>
    Software,
}
