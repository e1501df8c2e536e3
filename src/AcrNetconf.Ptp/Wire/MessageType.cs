namespace AcrNetconf.Ptp.Wire;

/// <summary>The messageType nibble (IEEE 1588 §13.3.2.3). Unassigned values survive as numbers.</summary>
public enum MessageType : byte
{
    Sync = 0x0,
    DelayReq = 0x1,
    PdelayReq = 0x2,
    PdelayResp = 0x3,
    FollowUp = 0x8,
    DelayResp = 0x9,
    PdelayRespFollowUp = 0xA,
    Announce = 0xB,
    Signaling = 0xC,
    Management = 0xD,
}
