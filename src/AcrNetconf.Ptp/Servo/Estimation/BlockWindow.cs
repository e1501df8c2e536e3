using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>The newest blocks of a ring.</summary>
/// <param name="Ring">The ring.</param>
/// <param name="First">Index of the oldest block that takes part.</param>
internal readonly record struct BlockWindow(BlockRing Ring, int First)
{
    public int Count => Ring.Count - First;

    public ref readonly PacketBlock this[int index] => ref Ring[First + index];

    public double Start => this[0].MeanTime;

    public double End => this[Count - 1].MeanTime;
}
