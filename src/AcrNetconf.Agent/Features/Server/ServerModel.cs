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
    private readonly ContainerSchema _tcp;
    private readonly ListSchema _localBind;
    private readonly LeafSchema _localAddress;
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
        _tcp = _ssh.Child<ContainerSchema>("tcp-server-parameters");
        _localBind = _tcp.Child<ListSchema>("local-bind");
        _localAddress = _localBind.Keys[0];
        _parameters = _ssh.Child<ContainerSchema>("ssh-server-parameters");
        _identity = _parameters.Child<ContainerSchema>("server-identity");
        var hostKeys = Container.Child<ContainerSchema>("host-keys");
        _hostKey = hostKeys.Child<ListSchema>("host-key");
        LocalPort = LeafReader.Resolve(_localBind, "local-port");
        HostKey = _identity.Child<LeafListSchema>("host-key");
        Passwords = LeafReader.Resolve(_ssh, "ssh-server-parameters/client-authentication/passwords");
        PrivateKey = _hostKey.Child<LeafSchema>("private-key");
        Path = InstancePath.Root.Append(Container);
        _endpoints = Path.Append(listen).Append(endpoints);
        _hostKeys = Path.Append(hostKeys);
    }

    public ContainerSchema Container { get; }

    public ContainerSchema State { get; }

    public ListSchema Endpoint { get; }

    public LeafReader LocalPort { get; }

    public LeafListSchema HostKey { get; }

    public LeafReader Passwords { get; }

    public LeafSchema PrivateKey { get; }

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
        => PathOf(endpoint).Append(_ssh).Append(_tcp).Entry(_localBind, address.ToString());

    /// <summary>The place of a private key.</summary>
    public InstancePath PathOfKey(string hostKey) => _hostKeys.Entry(_hostKey, hostKey).Append(PrivateKey);

    /// <summary>The place of an endpoint's choice of keys.</summary>
    public InstancePath PathOfIdentity(string endpoint) => PathOf(endpoint).Append(_ssh).Append(_parameters).Append(_identity).Append(HostKey);

    /// <summary>The endpoints of a valid tree, in its order.</summary>
    public IEnumerable<EndpointConfig> EndpointsOf(DataTree tree)
    {
        if (tree.Find(_endpoints) is not DataBranch branch || branch.Find(Endpoint) is not { } entries)
        {
            yield break;
        }

        foreach (var entry in entries.Entries)
        {
            var ssh = entry.Find(_ssh)!; // the choice is mandatory and has one case
            yield return new EndpointConfig(
                entry.Find(Endpoint.Keys[0])!.Value.ToString(), // a key is always there
                [.. ssh.Find(_tcp)!.Find(_localBind)!.Entries.Select(Address)], // at least one
                [.. Names(ssh).Select(name => new HostKeyConfig(name, ((LeafNode)tree.Find(PathOfKey(name))!).Value.ToString()))], // references lead somewhere, and keys are mandatory
                Passwords.IsTrue(ssh));
        }
    }

    private ListenAddress Address(ListEntryNode bind)
        => new(IPAddress.Parse(bind.Find(_localAddress)!.Value.ToString()), (int)LocalPort.Number(bind)); // a key is always there

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
