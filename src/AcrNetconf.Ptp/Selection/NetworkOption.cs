namespace AcrNetconf.Ptp.Selection;

/// <summary>Which regional set of quality levels applies (G.781).</summary>
public enum NetworkOption
{
    OptionI = 1,
    OptionII = 2,
    OptionIII = 3,
}
