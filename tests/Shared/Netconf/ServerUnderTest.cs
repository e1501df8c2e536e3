using System.Diagnostics;

namespace AcrNetconf.Testing.Netconf;

/// <summary>A NETCONF server that a test or a measurement starts, asks and ends.</summary>
internal abstract class ServerUnderTest : IDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);

    protected ServerUnderTest(ServerFolder folder) => Folder = folder;

    /// <summary>Short name for tables.</summary>
    public abstract string Name { get; }

    /// <summary>The process whose memory, threads and processor time count.</summary>
    public abstract Process Process { get; }

    public ServerFolder Folder { get; }

    public abstract SshTarget Target { get; }

    /// <summary>A greeted session.</summary>
    public NetconfPeer Connect(bool base11 = true) => NetconfPeer.Connect(Target, base11);

    /// <summary>A session as soon as the server takes one.</summary>
    public NetconfPeer ConnectWhenUp()
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return Connect();
            }
            catch (Exception fault) when (fault is IOException or TimeoutException)
            {
                if (Stopwatch.GetElapsedTime(start) > s_startLimit)
                {
                    throw new IOException($"{Name} does not come up: {fault.Message}", fault);
                }

                Thread.Yield();
            }
        }
    }

    public abstract void Dispose();
}
