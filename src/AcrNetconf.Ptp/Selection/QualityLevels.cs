using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Selection;

/// <summary>The table between clockClass and quality level (G.8265.1 §6.7.3.1, Table 1).</summary>
/// <remarks>
/// Inside one option a smaller clockClass is a better level, so levels are compared by class. An even class of 80..110 that stands for no level of the
/// option is Invalid here; the other reading, ranking it by number, would trace a server whose operator configured another option.
/// </remarks>
public static class QualityLevels
{
    /// <summary>The level a clockClass stands for, or Invalid.</summary>
    public static QualityLevel FromClockClass(ClockClass clockClass, NetworkOption option) => option switch
    {
        NetworkOption.OptionI => clockClass.Value switch
        {
            84 => QualityLevel.Prc,
            90 => QualityLevel.SsuA,
            96 => QualityLevel.SsuB,
            104 => QualityLevel.Sec,
            110 => QualityLevel.Dnu,
            _ => QualityLevel.Invalid,
        },
        NetworkOption.OptionII => clockClass.Value switch
        {
            80 => QualityLevel.Prs,
            82 => QualityLevel.Stu,
            86 => QualityLevel.St2,
            90 => QualityLevel.Tnc,
            100 => QualityLevel.St3E,
            102 => QualityLevel.St3,
            106 => QualityLevel.Smc,
            108 => QualityLevel.Prov,
            110 => QualityLevel.Dus,
            _ => QualityLevel.Invalid,
        },
        _ => clockClass.Value switch
        {
            82 => QualityLevel.Unk,
            104 => QualityLevel.Sec,
            _ => QualityLevel.Invalid,
        },
    };

    /// <summary>The clockClass that stands for a level, or 255 when the option has no such level.</summary>
    public static ClockClass ToClockClass(QualityLevel level, NetworkOption option)
    {
        for (int value = 80; value <= 110; value += 2)
        {
            ClockClass clockClass = new((byte)value);
            if (level != QualityLevel.Invalid && FromClockClass(clockClass, option) == level)
            {
                return clockClass;
            }
        }

        return ClockClass.SlaveOnly;
    }

    /// <summary>The SSM code (G.781) of a level.</summary>
    public static byte? ToSsmCode(QualityLevel level) => level switch
    {
        QualityLevel.Stu or QualityLevel.Unk => 0,
        QualityLevel.Prs => 1,
        QualityLevel.Prc => 2,
        QualityLevel.SsuA or QualityLevel.Tnc => 4,
        QualityLevel.St2 => 7,
        QualityLevel.SsuB => 8,
        QualityLevel.St3 => 10,
        QualityLevel.Sec => 11,
        QualityLevel.Smc => 12,
        QualityLevel.St3E => 13,
        QualityLevel.Prov => 14,
        QualityLevel.Dnu or QualityLevel.Dus => 15,
        _ => null,
    };

    /// <summary>False for Invalid and the two do-not-use levels.</summary>
    public static bool IsUsable(QualityLevel level) => level is not (QualityLevel.Invalid or QualityLevel.Dnu or QualityLevel.Dus);

    /// <summary>The level of an equipment clock in holdover.</summary>
    public static QualityLevel DefaultHoldover(NetworkOption option) => option == NetworkOption.OptionII ? QualityLevel.St3 : QualityLevel.Sec;
}
