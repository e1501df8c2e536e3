namespace AcrNetconf.Ptp.Datasets;

/// <summary>Why a received message, or one TLV of it, was not used. Each has its own counter.</summary>
public enum DropReason
{
    None = 0,
    TooShort,
    WrongVersion,
    BadLength,
    MalformedTlv,
    InvalidTimestamp,
    UnsupportedMessage,

    /// <summary>An event message on the general port or the reverse.</summary>
    WrongPort,
    WrongDomain,

    /// <summary>majorSdoId is not zero.</summary>
    WrongSdoId,

    /// <summary>sourcePortIdentity carries our own clock identity, or a reserved one.</summary>
    ForbiddenIdentity,
    AlternateMaster,

    /// <summary>The source address is no configured server.</summary>
    UnknownSource,

    /// <summary>The server is administratively down.</summary>
    ServerDown,

    /// <summary>The source address is right, the port identity is not the learned one.</summary>
    WrongIdentity,

    /// <summary>Addressed to another port: targetPortIdentity or requestingPortIdentity is not ours.</summary>
    WrongTarget,

    /// <summary>No contract for this message type.</summary>
    NotGranted,

    /// <summary>A grant or acknowledgement nobody asked for.</summary>
    Unsolicited,

    /// <summary>A grant whose interval or duration is outside the permitted range.</summary>
    GrantOutOfRange,

    /// <summary>A request to a client: we grant nothing.</summary>
    RequestRefused,

    /// <summary>A Follow_Up for a one-step Sync.</summary>
    UnexpectedFollowUp,

    /// <summary>A Sync whose Follow_Up, or a Follow_Up whose Sync, never came.</summary>
    Unpaired,
    Duplicate,
    Reordered,

    /// <summary>correctionField of 10 s or more.</summary>
    CorrectionOutOfRange,

    /// <summary>A Delay_Resp that answers no outstanding Delay_Req.</summary>
    UnmatchedDelayResp,

    /// <summary>The kernel or hardware delivered no receive or transmit timestamp.</summary>
    NoTimestamp,
    RateExceeded,
}
