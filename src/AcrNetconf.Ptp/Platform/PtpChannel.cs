namespace AcrNetconf.Ptp.Platform;

/// <summary>Which of the two PTP ports a datagram used.</summary>
public enum PtpChannel
{
    /// <summary>UDP 319: Sync and Delay_Req, timestamped.</summary>
    Event,

    /// <summary>UDP 320: everything else.</summary>
    General,
}
