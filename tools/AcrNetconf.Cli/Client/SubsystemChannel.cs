using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Renci.SshNet;

namespace AcrNetconf.Cli.Client;

/// <summary>A raw SSH subsystem channel over SSH.NET: bytes both ways, nothing lost, nothing decoded.</summary>
/// <remarks>
/// SSH.NET's own NETCONF session speaks base:1.0 only, looks for the end marker packet by packet and has no notifications. The channel under
/// it has none of these faults but is not public, hence the accessors; they are resolved at build time and AOT-clean.
/// </remarks>
internal sealed class SubsystemChannel : IClientChannel
{
    private const string SessionType = "Renci.SshNet.ISession, Renci.SshNet";
    private const string ChannelType = "Renci.SshNet.Channels.IChannel, Renci.SshNet";
    private const string ChannelSessionType = "Renci.SshNet.Channels.IChannelSession, Renci.SshNet";
    private const string DataEventType = "Renci.SshNet.Common.ChannelDataEventArgs, Renci.SshNet";
    private const string DataHandlerType = "System.EventHandler`1[[Renci.SshNet.Common.ChannelDataEventArgs, Renci.SshNet]]";
    private const string ClosedHandlerType = "System.EventHandler`1[[Renci.SshNet.Common.ChannelEventArgs, Renci.SshNet]]";

    private readonly object _channel;
    private readonly Pipe _received = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Lock _gate = new();
    private bool _closed;

    private SubsystemChannel(object channel) => _channel = channel;

    /// <inheritdoc/>
    public PipeReader Received => _received.Reader;

    /// <summary>Opens the subsystem on a connected client.</summary>
    /// <exception cref="IOException">The server does not offer it.</exception>
    public static SubsystemChannel Open(BaseClient client, string subsystem)
    {
        var raw = CreateChannelSession(GetSession(client));
        var channel = new SubsystemChannel(raw);
        AddDataReceived(raw, new EventHandler<EventArgs>(channel.OnData));
        AddClosed(raw, new EventHandler<EventArgs>(channel.OnClosed));
        OpenChannel(raw);
        return SendSubsystemRequest(raw, subsystem)
            ? channel
            : throw new IOException($"the server does not offer the SSH subsystem {subsystem}");
    }

    /// <inheritdoc/>
    public void Send(byte[] bytes) => SendData(_channel, bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        (_channel as IDisposable)?.Dispose();
        OnClosed(null, EventArgs.Empty);
    }

    private void OnData(object? sender, EventArgs e)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            var data = GetData(e);
            data.AsSpan().CopyTo(_received.Writer.GetSpan(data.Count));
            _received.Writer.Advance(data.Count);

            // Never waits: the pipe has no limit, the channel window bounds what the server may send before we read on.
            var flush = _received.Writer.FlushAsync();
            System.Diagnostics.Debug.Assert(flush.IsCompleted);
        }
    }

    private void OnClosed(object? sender, EventArgs e)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _closed = true;
                _received.Writer.Complete();
            }
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Session")]
    [return: UnsafeAccessorType(SessionType)]
    private static extern object GetSession(BaseClient client);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CreateChannelSession")]
    [return: UnsafeAccessorType(ChannelSessionType)]
    private static extern object CreateChannelSession([UnsafeAccessorType(SessionType)] object session);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "add_DataReceived")]
    private static extern void AddDataReceived([UnsafeAccessorType(ChannelType)] object channel, [UnsafeAccessorType(DataHandlerType)] object handler);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "add_Closed")]
    private static extern void AddClosed([UnsafeAccessorType(ChannelType)] object channel, [UnsafeAccessorType(ClosedHandlerType)] object handler);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Open")]
    private static extern void OpenChannel([UnsafeAccessorType(ChannelSessionType)] object channel);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SendSubsystemRequest")]
    private static extern bool SendSubsystemRequest([UnsafeAccessorType(ChannelSessionType)] object channel, string name);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SendData")]
    private static extern void SendData([UnsafeAccessorType(ChannelType)] object channel, byte[] data);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Data")]
    private static extern ArraySegment<byte> GetData([UnsafeAccessorType(DataEventType)] object e);
}
