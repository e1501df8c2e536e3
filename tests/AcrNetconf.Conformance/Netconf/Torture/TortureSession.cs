using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>A session of the torture; keeps notifications apart from replies.</summary>
internal sealed class TortureSession(uint id, PipeChannel channel)
{
    private int _sent;

    public uint Id { get; } = id;

    public PipeChannel Channel { get; } = channel;

    /// <summary>Changes of running when it subscribed; null without subscription.</summary>
    public int? SubscribedAt { get; set; }

    public List<string> Notifications { get; } = [];

    public async Task<string> RpcAsync(string operation)
    {
        var id = $"{++_sent}";
        await Channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc(operation, id)));
        while (true)
        {
            var message = NetconfText.Unchunk(await Channel.ReceiveAsync(NetconfText.EndOfChunks));
            if (!message.StartsWith("<notification", StringComparison.Ordinal))
            {
                Assert.Contains($"message-id=\"{id}\"", message);
                return message;
            }

            Notifications.Add(message);
        }
    }
}
