using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using AcrNetconf.Netconf.Framing;
using Renci.SshNet;

namespace AcrNetconf.Cli.Client;

/// <summary>A NETCONF session with any server: base:1.0 and 1.1, chunk-safe, one request at a time, notifications aside.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class NetconfClient : IDisposable
{
    public const string BaseNamespace = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private const int LargestMessage = 1 << 30;
    private const string Base11 = "urn:ietf:params:netconf:base:1.1";
    private static readonly XNamespace Base = BaseNamespace;

    private readonly SshClient? _ssh;
    private readonly IClientChannel _channel;
    private readonly FrameReader _reader = new() { MaxMessageBytes = LargestMessage };
    private FramingMode _mode = FramingMode.EndOfMessage;
    private int _nextId;

    private NetconfClient(SshClient? ssh, IClientChannel channel)
    {
        _ssh = ssh;
        _channel = channel;
    }

    /// <summary>Capabilities of the server's hello.</summary>
    public IReadOnlyList<string> Capabilities { get; private set; } = [];

    /// <summary>Notifications that arrived between replies.</summary>
    public Queue<XElement> Notifications { get; } = new();

    /// <summary>Connects, logs in, exchanges hellos.</summary>
    /// <exception cref="IOException">The server cannot be reached or is no NETCONF server; one sentence.</exception>
    public static async Task<NetconfClient> ConnectAsync(ConnectionOptions options, CancellationToken cancellationToken)
    {
        var ssh = await new SshLogin(options, SecretPrompt.Ask).ConnectAsync(cancellationToken);
        try
        {
            var client = new NetconfClient(ssh, SubsystemChannel.Open(ssh, "netconf"));
            await client.GreetAsync(cancellationToken);
            return client;
        }
        catch (Exception fault) when (fault is Renci.SshNet.Common.SshException or System.Net.Sockets.SocketException)
        {
            ssh.Dispose();
            throw new IOException($"no NETCONF from {options.Host} port {options.Port}: {fault.Message}", fault);
        }
    }

    /// <summary>Exchanges hellos over a channel that is already open.</summary>
    public static async Task<NetconfClient> OverAsync(IClientChannel channel, CancellationToken cancellationToken)
    {
        var client = new NetconfClient(null, channel);
        await client.GreetAsync(cancellationToken);
        return client;
    }

    /// <summary>Sends one operation and returns the rpc-reply.</summary>
    /// <exception cref="NetconfException">The reply carries errors.</exception>
    /// <exception cref="IOException">The session ended.</exception>
    public async Task<XElement> RequestAsync(XElement operation, CancellationToken cancellationToken)
    {
        var id = (++_nextId).ToString(CultureInfo.InvariantCulture);
        Send(new XElement(Base + "rpc", new XAttribute("message-id", id), operation));
        while (true)
        {
            var message = await ReceiveAsync(cancellationToken);
            if (message.Name.LocalName == "notification")
            {
                Notifications.Enqueue(message);
                continue;
            }

            var errors = message.Elements(Base + "rpc-error").Select(Error).Where(e => e.Severity != "warning").ToList();
            return errors.Count == 0 ? message : throw new NetconfException(errors);
        }
    }

    /// <summary>Waits for the next notification.</summary>
    public async Task<XElement> NextNotificationAsync(CancellationToken cancellationToken)
        => Notifications.TryDequeue(out var waiting) ? waiting : await ReceiveAsync(cancellationToken);

    /// <summary>close-session, then disconnect.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RequestAsync(new XElement(Base + "close-session"), cancellationToken);
        }
        catch (IOException)
        {
            // The server may hang up before its reply is read; the session is over either way.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channel.Dispose();
        _reader.Dispose();
        _ssh?.Dispose();
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        Send(new XElement(Base + "hello", new XElement(
            Base + "capabilities",
            new XElement(Base + "capability", "urn:ietf:params:netconf:base:1.0"),
            new XElement(Base + "capability", Base11))));
        var hello = await ReceiveAsync(cancellationToken);
        Capabilities = [.. hello.Descendants(Base + "capability").Select(c => c.Value.Trim())];
        if (Capabilities.Contains(Base11))
        {
            _mode = FramingMode.Chunked;
            _reader.Mode = _mode;
        }
    }

    private void Send(XElement message)
    {
        var text = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + message.ToString(SaveOptions.DisableFormatting));
        using var framed = new MemoryStream(text.Length + 32);
        if (_mode == FramingMode.Chunked)
        {
            framed.Write(Encoding.ASCII.GetBytes($"\n#{text.Length}\n"));
            framed.Write(text);
            framed.Write("\n##\n"u8);
        }
        else
        {
            framed.Write(text);
            framed.Write("]]>]]>"u8);
        }

        _channel.Send(framed.ToArray());
    }

    private async Task<XElement> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _channel.Received.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            var complete = _reader.TryRead(ref rest, out var message);
            var element = complete ? Parse(message) : null;
            _channel.Received.AdvanceTo(rest.Start, complete ? rest.Start : rest.End);
            if (element is not null)
            {
                return element;
            }

            if (result.IsCompleted)
            {
                throw new IOException("the server closed the session");
            }
        }
    }

    private static XElement Parse(ReadOnlyMemory<byte> message)
    {
        using var reader = XmlReader.Create(new MemoryStream(message.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static NetconfError Error(XElement error)
    {
        string? Text(string name) => error.Element(Base + name)?.Value.Trim();
        return new NetconfError(Text("error-type") ?? "?", Text("error-tag") ?? "?", Text("error-severity") ?? "error", Text("error-app-tag"), Text("error-path"), Text("error-message"));
    }
}
