namespace AcrNetconf.Ptp.Wire;

/// <summary>Why bytes are not the message they were read as.</summary>
public enum PtpDecodeError
{
    None = 0,

    /// <summary>Fewer octets than the header or the body needs.</summary>
    TooShort,

    /// <summary>versionPTP is not 2.</summary>
    WrongVersion,

    /// <summary>messageLength is below the type's minimum or beyond the datagram.</summary>
    BadLength,

    /// <summary>The message has another type than the one asked for, or one that is not decoded.</summary>
    UnexpectedType,

    /// <summary>Nanoseconds of a timestamp are 10^9 or more.</summary>
    InvalidTimestamp,

    /// <summary>A TLV runs past the message, has an odd length, or leaves one to three octets over.</summary>
    MalformedTlv,

    /// <summary>A TLV's value is shorter than its type needs.</summary>
    TlvTooShort,
}
