namespace AcrNetconf.Ptp.Datasets;

/// <summary>Says how much of a running client a change of settings disturbs; pure. The table of the architecture, as code.</summary>
public static class SettingsComparison
{
    /// <summary>The impact of going from one configuration to another.</summary>
    public static SettingsImpact Assess(TelecomSlaveSettings from, TelecomSlaveSettings to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from == to)
        {
            return SettingsImpact.None;
        }

        if (from.LocalAddress != to.LocalAddress
            || from.EffectiveDomain != to.EffectiveDomain
            || from.FrequencyProfile != to.FrequencyProfile
            || from.Mode != to.Mode)
        {
            return SettingsImpact.Relock;
        }

        bool renegotiates = from.Announce.Interval != to.Announce.Interval
            || from.Sync.Interval != to.Sync.Interval
            || from.DelayResp.Interval != to.DelayResp.Interval
            || SelectionDiffers(from, to)
            || ServersDiffer(from.Servers, to.Servers);
        return renegotiates ? SettingsImpact.Renegotiate : SettingsImpact.Hitless;
    }

    private static bool SelectionDiffers(TelecomSlaveSettings from, TelecomSlaveSettings to) =>
        from.Selection.Standby != to.Selection.Standby
        || from.Selection.NetworkOption != to.Selection.NetworkOption
        || from.Selection.MinimumQuality != to.Selection.MinimumQuality
        || from.Selection.Reversion != to.Selection.Reversion;

    // Asymmetry shifts later samples when phase is recovered, which is what the change is for; without phase it is not used.
    private static bool ServersDiffer(EquatableArray<ServerSettings> from, EquatableArray<ServerSettings> to)
    {
        if (from.Count != to.Count)
        {
            return true;
        }

        for (int index = 0; index < from.Count; index++)
        {
            if (from[index] != to[index] with { Asymmetry = from[index].Asymmetry })
            {
                return true;
            }
        }

        return false;
    }
}
