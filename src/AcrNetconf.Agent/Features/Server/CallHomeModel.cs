using System.Globalization;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>call-home of acr-server: where its nodes stand, and what a tree says there.</summary>
internal sealed class CallHomeModel
{
    private const string Connection = "connection-type";

    private readonly ContainerSchema _callHome;
    private readonly ContainerSchema _endpoints;
    private readonly ListSchema _endpoint;
    private readonly ContainerSchema _ssh;
    private readonly ContainerSchema _tls;
    private readonly ContainerSchema _connection;
    private readonly ContainerSchema _periodic;
    private readonly LeafReader _sshHost;
    private readonly LeafReader _sshPort;
    private readonly LeafReader _tlsHost;
    private readonly LeafReader _tlsPort;
    private readonly LeafReader _period;
    private readonly LeafReader _anchor;
    private readonly LeafReader _idle;
    private readonly LeafReader _start;
    private readonly LeafReader _maxWait;
    private readonly LeafReader _maxAttempts;
    private readonly LeafReader _firstPause;
    private readonly LeafReader _longestPause;

    public CallHomeModel(ContainerSchema server, InstancePath path, CertificateStore store)
    {
        _callHome = server.Child<ContainerSchema>("call-home");
        Client = _callHome.Child<ListSchema>("netconf-client");
        _endpoints = Client.Child<ContainerSchema>("endpoints");
        _endpoint = _endpoints.Child<ListSchema>("endpoint");
        _ssh = _endpoint.Child<ContainerSchema>("ssh");
        _tls = _endpoint.Child<ContainerSchema>("tls");
        TlsSection = new TlsSection(_tls, store);
        _connection = Client.Child<ContainerSchema>(Connection);
        _periodic = _connection.Child<ContainerSchema>("periodic");
        _sshHost = LeafReader.Resolve(_ssh, "tcp-client-parameters/remote-address");
        _sshPort = LeafReader.Resolve(_ssh, "tcp-client-parameters/remote-port");
        _tlsHost = LeafReader.Resolve(_tls, "tcp-client-parameters/remote-address");
        _tlsPort = LeafReader.Resolve(_tls, "tcp-client-parameters/remote-port");
        _period = LeafReader.Resolve(_periodic, "period");
        _anchor = LeafReader.Resolve(_periodic, "anchor-time");
        _idle = LeafReader.Resolve(_periodic, "idle-timeout");
        _start = LeafReader.Resolve(Client, "reconnect-strategy/start-with");
        _maxWait = LeafReader.Resolve(Client, "reconnect-strategy/max-wait");
        _maxAttempts = LeafReader.Resolve(Client, "reconnect-strategy/max-attempts");
        _firstPause = LeafReader.Resolve(Client, "reconnect-strategy/first-pause");
        _longestPause = LeafReader.Resolve(Client, "reconnect-strategy/longest-pause");
        Path = path.Append(_callHome);
    }

    public ListSchema Client { get; }

    /// <summary>How TLS is spoken with clients.</summary>
    public TlsSection TlsSection { get; }

    /// <summary>The subtree clients are configured in.</summary>
    public InstancePath Path { get; }

    /// <summary>What it reads, beside TLS.</summary>
    public IEnumerable<LeafReader> Reads
        => [_sshHost, _sshPort, _tlsHost, _tlsPort, _period, _anchor, _idle, _start, _maxWait, _maxAttempts, _firstPause, _longestPause];

    /// <summary>A client's place.</summary>
    public InstancePath PathOf(string client) => Path.Entry(Client, client);

    /// <summary>The place of TLS at an endpoint of a client.</summary>
    public InstancePath PathOfTls(string client, string endpoint) => PathOf(client).Append(_endpoints).Entry(_endpoint, endpoint).Append(_tls);

    /// <summary>The names of clients of a tree.</summary>
    public IEnumerable<string> Names(DataTree tree) => Entries(tree).Select(entry => Key(entry, Client));

    /// <summary>The clients of a valid tree, in its order.</summary>
    public IEnumerable<CalledClient> Clients(DataTree tree) => Entries(tree).Select(entry => new CalledClient(
        Settings(entry),
        [.. entry.Find(_endpoints)!.Find(_endpoint)!.Entries.Select(endpoint => Endpoint(tree, endpoint))])); // at least one

    /// <summary>A client of the command line as an entry.</summary>
    public ListEntryNode Write(SchemaContext schema, CallHomeClient client)
    {
        var entry = new TreeBuilder(schema, Client).Leaf("name", client.Name).Enter("endpoints");
        foreach (var endpoint in client.Endpoints)
        {
            entry.Enter("endpoint")
                .Leaf("name", endpoint.Name)
                .Enter(endpoint.Protocol == CallHomeProtocol.Ssh ? "ssh" : "tls").Enter("tcp-client-parameters")
                .Leaf("remote-address", endpoint.Host)
                .Leaf("remote-port", endpoint.Port)
                .Exit().Exit().Exit();
        }

        return (ListEntryNode)entry.Exit().Build();
    }

    private static string Key(ListEntryNode entry, ListSchema list) => entry.Find(list.Keys[0])!.Value.ToString(); // a key is always there

    private IEnumerable<ListEntryNode> Entries(DataTree tree)
        => tree.Find(Path) is DataBranch callHome && callHome.Find(Client) is { } clients ? clients.Entries : [];

    private CallHomeClient Settings(ListEntryNode client) => new(Key(client, Client), [])
    {
        Connection = client.Find(_connection)?.Find(_periodic) is { } periodic
            ? new CallHomeConnection.Periodic(TimeSpan.FromMinutes(_period.Number(periodic)), Anchor(periodic), _idle.Number(periodic) is > 0 and var idle ? TimeSpan.FromSeconds(idle) : null)
            : new CallHomeConnection.Persistent(),
        StartWith = _start.Text(client) switch
        {
            "last-connected" => CallHomeStart.LastConnected,
            "random-selection" => CallHomeStart.RandomSelection,
            _ => CallHomeStart.FirstListed,
        },
        MaxWait = TimeSpan.FromSeconds(_maxWait.Number(client)),
        MaxAttempts = (int)_maxAttempts.Number(client),
        FirstPause = TimeSpan.FromSeconds(_firstPause.Number(client)),
        LongestPause = TimeSpan.FromSeconds(_longestPause.Number(client)),
    };

    private DateTimeOffset? Anchor(ContainerNode periodic)
        => _anchor.Text(periodic) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null; // date-and-time

    private CalledEndpoint Endpoint(DataTree tree, ListEntryNode entry)
    {
        var name = Key(entry, _endpoint);
        return entry.Find(_tls) is { } tls
            ? new CalledEndpoint(new CallHomeEndpoint(name, CallHomeProtocol.Tls, _tlsHost.Text(tls)!, (int)_tlsPort.Number(tls)), TlsSection.Read(tree, tls)) // mandatory
            : new CalledEndpoint(new CallHomeEndpoint(name, CallHomeProtocol.Ssh, _sshHost.Text(entry.Find(_ssh)!)!, (int)_sshPort.Number(entry.Find(_ssh)!)), null); // the choice is mandatory, as the address is
    }
}
