namespace AcrNetconf.Ptp.Wire;

/// <summary>TLV types (IEEE 1588 §14.1.1). Only the negotiation types are interpreted; all others are skipped by length.</summary>
public enum TlvType : ushort
{
    None = 0,
    Management = 0x0001,
    ManagementErrorStatus = 0x0002,
    OrganizationExtension = 0x0003,
    RequestUnicastTransmission = 0x0004,
    GrantUnicastTransmission = 0x0005,
    CancelUnicastTransmission = 0x0006,
    AcknowledgeCancelUnicastTransmission = 0x0007,
    PathTrace = 0x0008,
    AlternateTimeOffsetIndicator = 0x0009,
    Pad = 0x8008,
    Authentication = 0x8009,
}
