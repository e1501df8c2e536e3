namespace AcrNetconf.Lab.Grandmaster;

/// <summary>What a test grandmaster does wrong on purpose.</summary>
[Flags]
public enum GrandmasterFaults
{
    None = 0,
    DenyAnnounce = 0x1,
    DenySync = 0x2,
    DenyDelayResp = 0x4,

    /// <summary>Grants are given, the messages do not follow.</summary>
    MuteAnnounce = 0x10,
    MuteSync = 0x20,
    MuteFollowUp = 0x40,
    MuteDelayResp = 0x80,

    /// <summary>Requests are not answered.</summary>
    MuteSignaling = 0x100,
}
