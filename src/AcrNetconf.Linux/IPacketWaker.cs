namespace AcrNetconf.Linux;

/// <summary>A reader thread that can be called back from its sleep. Any thread; never blocks.</summary>
public interface IPacketWaker
{
    /// <summary>The reader asks its sink again how long it may sleep.</summary>
    void Wake();
}
