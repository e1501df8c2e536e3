using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using AcrNetconf.Netconf.Transport;

namespace AcrNetconf.Interop.Ssh;

/// <summary>Sends back every byte until the peer ends its input.</summary>
internal sealed class EchoSink : INetconfSessionSink
{
    public ConcurrentQueue<PeerInfo> Peers { get; } = [];

    public async Task OnSessionAsync(INetconfChannel channel)
    {
        Peers.Enqueue(channel.Peer);
        while (true)
        {
            ReadResult read = await channel.Pipe.Input.ReadAsync();
            foreach (ReadOnlyMemory<byte> piece in read.Buffer)
            {
                await channel.Pipe.Output.WriteAsync(piece);
            }

            channel.Pipe.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}

/// <summary>Says a NETCONF hello and then reads until the peer ends its input.</summary>
internal sealed class HelloSink : INetconfSessionSink
{
    private static readonly byte[] s_hello = """
        <hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities><session-id>1</session-id></hello>]]>]]>
        """u8.ToArray();

    public async Task OnSessionAsync(INetconfChannel channel)
    {
        // Answers the client's hello instead of coming first: SSH.NET empties its receive buffer when the channel opens, on another thread
        // than the one that reads, so that a hello already there may be lost.
        bool said = false;
        ReadResult read;
        do
        {
            read = await channel.Pipe.Input.ReadAsync();
            channel.Pipe.Input.AdvanceTo(read.Buffer.End);
            if (!said)
            {
                said = true;
                await channel.Pipe.Output.WriteAsync(s_hello);
            }
        }
        while (!read.IsCompleted);
    }
}

/// <summary>Sends a fixed number of bytes and ends; says how many the transport has taken so far.</summary>
internal sealed class SourceSink(long bytes) : INetconfSessionSink
{
    private static readonly byte[] s_block = new byte[16 * 1024];
    private long _written;

    public long Written => Volatile.Read(ref _written);

    public async Task OnSessionAsync(INetconfChannel channel)
    {
        while (Written < bytes)
        {
            int count = (int)Math.Min(s_block.Length, bytes - Written);
            FlushResult flush = await channel.Pipe.Output.WriteAsync(s_block.AsMemory(0, count));
            Interlocked.Add(ref _written, count);
            if (flush.IsCompleted)
            {
                return;
            }
        }
    }
}

/// <summary>Never reads and never writes; notes when it was told that the connection is lost.</summary>
internal sealed class WatchSink : INetconfSessionSink
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<long> _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    /// <summary>Completes with the <see cref="Stopwatch"/> time stamp of the abort.</summary>
    public Task<long> Aborted => _aborted.Task;

    public async Task OnSessionAsync(INetconfChannel channel)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = channel.Aborted.Register(() =>
        {
            _aborted.TrySetResult(Stopwatch.GetTimestamp());
            gone.TrySetResult();
        });
        _started.TrySetResult();
        await gone.Task;
    }
}

/// <summary>Reads a little at a time with pauses; counts what it got and ends with its input.</summary>
internal sealed class SipSink(int sip) : INetconfSessionSink
{
    private long _taken;

    public long Taken => Volatile.Read(ref _taken);

    public async Task OnSessionAsync(INetconfChannel channel)
    {
        while (true)
        {
            ReadResult read = await channel.Pipe.Input.ReadAsync();
            long count = Math.Min(sip, read.Buffer.Length);
            Interlocked.Add(ref _taken, count);
            channel.Pipe.Input.AdvanceTo(read.Buffer.GetPosition(count));
            if (read.IsCompleted && count == 0)
            {
                return;
            }

            await Task.Delay(1);
        }
    }
}
