namespace AcrNetconf.Ptp.Wire;

/// <summary>A message number that wraps at 65536, counted per message type and destination (IEEE 1588 §7.3.7).</summary>
/// <param name="Value">The number on the wire.</param>
public readonly record struct SequenceId(ushort Value)
{
    /// <summary>The number after this one.</summary>
    public SequenceId Next => new(unchecked((ushort)(Value + 1)));

    /// <summary>How far this number is ahead of <paramref name="other"/>: −32768..32767, negative when behind.</summary>
    public int DistanceFrom(SequenceId other) => unchecked((short)(Value - other.Value));

    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}
