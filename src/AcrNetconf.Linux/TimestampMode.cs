namespace AcrNetconf.Linux;

/// <summary>Who stamps event messages.</summary>
public enum TimestampMode
{
    /// <summary>The kernel, as the packet passes between the driver and the network stack.</summary>
    Software,

    /// <summary>The network device, on its own clock.</summary>
    Hardware,
}
