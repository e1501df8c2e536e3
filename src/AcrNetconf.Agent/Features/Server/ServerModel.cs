using System.Net;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The acr-server module: where its nodes stand, and what a tree says about endpoints.</summary>
internal sealed class ServerModel
{
    public const string ModuleName = "acr-server";

    private readonly ContainerSchema _ssh;
    private readonly ContainerSchema _tls;
    private readonly TcpSection _tcp;
    private readonly ContainerSchema _parameters;
    private readonly ContainerSchema _identity;
    private readonly ListSchema _hostKey;
    private readonly InstancePath _endpoints;
    private readonly InstancePath _hostKeys;

    public ServerModel(SchemaContext schema)
    {
        if (schema.FindModule(ModuleName) is not { IsImplemented: true } module)
        {
            throw new ArgumentException("the module acr-server is not served", nameof(schema));
        }

        Container = (ContainerSchema)schema.Root.FindDataChild(module.Namespace, "netconf-server")!; // the module declares it
        State = Container.Child<ContainerSchema>("state");
        var listen = Container.Child<ContainerSchema>("listen");
        var endpoints = listen.Child<ContainerSchema>("endpoints");
        Endpoint = endpoints.Child<ListSchema>("endpoint");
        _ssh = Endpoint.Child<ContainerSchema>("ssh");
        _tcp = new TcpSection(_ssh);
        _tls = Endpoint.Child<ContainerSchema>("tls");
        _parameters = _ssh.Child<ContainerSchema>("ssh-server-parameters");
        _identity = _parameters.Child<ContainerSchema>("server-identity");
        var hostKeys = Container.Child<ContainerSchema>("host-keys");
        _hostKey = hostKeys.Child<ListSchema>("host-key");
        HostKey = _identity.Child<LeafListSchema>("host-key");
        Passwords = LeafReader.Resolve(_ssh, "ssh-server-parameters/client-authentication/passwords");
        PrivateKey = _hostKey.Child<LeafSchema>("private-key");
        Path = InstancePath.Root.Append(Container);
        Store = new CertificateStore(Container, Path);
        TlsTcp = new TcpSection(_tls);
        TlsSection = new TlsSection(_tls, Store);
        CallHome = new CallHomeModel(Container, Path, Store);
        Unix = new UnixSection(Endpoint.Child<ContainerSchema>("unix"));
        _endpoints = Path.Append(listen).Append(endpoints);
        _hostKeys = Path.Append(hostKeys);
    }

    public ContainerSchema Container { get; }

    public ContainerSchema State { get; }

    public ListSchema Endpoint { get; }

    public LeafReader LocalPort => _tcp.LocalPort;

    public LeafListSchema HostKey { get; }

    public LeafReader Passwords { get; }

    public LeafSchema PrivateKey { get; }

    /// <summary>Keys and certificates for TLS.</summary>
    public CertificateStore Store { get; }

    /// <summary>Where TLS endpoints listen.</summary>
    public TcpSection TlsTcp { get; }

    /// <summary>How they speak.</summary>
    public TlsSection TlsSection { get; }

    /// <summary>Clients to call home.</summary>
    public CallHomeModel CallHome { get; }

    /// <summary>The Unix socket.</summary>
    public UnixSection Unix { get; }

    /// <summary>The whole subtree.</summary>
    public InstancePath Path { get; }

    /// <summary>The subtree endpoints are configured in.</summary>
    public InstancePath Endpoints => _endpoints;

    /// <summary>A reader for a leaf below the container, by path.</summary>
    public LeafReader Leaf(string path) => LeafReader.Resolve(Container, path);

    /// <summary>The container of a tree; one without content when it has none.</summary>
    public ContainerNode Root(DataTree tree) => tree.Root.Find(Container) ?? ContainerNode.Empty(Container);

    /// <summary>An endpoint's place.</summary>
    public InstancePath PathOf(string endpoint) => _endpoints.Entry(Endpoint, endpoint);

    /// <summary>The place of one of its addresses.</summary>
    public InstancePath PathOf(string endpoint, IPAddress address)
        => _tcp.PathOf(PathOf(endpoint).Append(_ssh), address);

    /// <summary>The place of TLS at an endpoint.</summary>
    public InstancePath PathOfTls(string endpoint) => PathOf(endpoint).Append(_tls);

    /// <summary>The place of a private key.</summary>
    public InstancePath PathOfKey(string hostKey) => _hostKeys.Entry(_hostKey, hostKey).Append(PrivateKey);

    /// <summary>The place of an endpoint's choice of keys.</summary>
    public InstancePath PathOfIdentity(string endpoint) => PathOf(endpoint).Append(_ssh).Append(_parameters).Append(_identity).Append(HostKey);

    /// <summary>The SSH endpoints of a valid tree, in its order.</summary>
    public IEnumerable<EndpointConfig> EndpointsOf(DataTree tree)
    {
        foreach (var (name, ssh) in Transports(tree, _ssh))
        {
            yield return new EndpointConfig(
                name,
                [.. _tcp.Addresses(ssh)],
                [.. Names(ssh).Select(key => new HostKeyConfig(key, ((LeafNode)tree.Find(PathOfKey(key))!).Value.ToString()))], // references lead somewhere, and keys are mandatory
                Passwords.IsTrue(ssh));
        }
    }

    /// <summary>The TLS endpoints of a valid tree, in its order.</summary>
    public IEnumerable<TlsEndpointConfig> TlsEndpointsOf(DataTree tree)
        => Transports(tree, _tls).Select(each => new TlsEndpointConfig(each.Endpoint, [.. TlsTcp.Addresses(each.Transport)], TlsSection.Read(tree, each.Transport)));

    /// <summary>The Unix endpoints of a valid tree.</summary>
    public IEnumerable<UnixConfig> UnixEndpointsOf(DataTree tree) => Transports(tree, Unix.Container).Select(each => Unix.Read(each.Endpoint, each.Transport));

    /// <summary>Names and addresses of the endpoints of one transport, by its name.</summary>
    public IEnumerable<(string Endpoint, ListenAddress[] Addresses)> EntrancesOf(DataTree tree, string transport)
    {
        var (container, tcp) = transport == "tls" ? (_tls, TlsTcp) : (_ssh, _tcp);
        return Transports(tree, container).Select(each => (each.Endpoint, tcp.Addresses(each.Transport).ToArray()));
    }

    private IEnumerable<(string Endpoint, ContainerNode Transport)> Transports(DataTree tree, ContainerSchema transport)
    {
        if (tree.Find(_endpoints) is not DataBranch branch || branch.Find(Endpoint) is not { } entries)
        {
            yield break;
        }

        foreach (var entry in entries.Entries)
        {
            if (entry.Find(transport) is { } found)
            {
                yield return (entry.Find(Endpoint.Keys[0])!.Value.ToString(), found); // a key is always there
            }
        }
    }

    private IEnumerable<string> Names(ContainerNode ssh)
    {
        var values = ssh.Find(_parameters)?.Find(_identity)?.Find(HostKey);
        if (values is null)
        {
            yield break;
        }

        foreach (var value in values.Values)
        {
            yield return value.ToString();
        }
    }
}
