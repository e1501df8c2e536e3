namespace AcrNetconf.Ptp.Wire;

/// <summary>The clockClass of an Announce (IEEE 1588 §7.6.2.5; G.8265.1 §6.7.3.1 carries the quality level in it).</summary>
/// <param name="Value">Any octet.</param>
public readonly record struct ClockClass(byte Value)
{
    /// <summary>255: a clock that can only be a slave.</summary>
    public static ClockClass SlaveOnly => new(255);

    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}
