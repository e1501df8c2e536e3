using AcrNetconf.Datastores.Features;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>How TLS is spoken (grouping tls-server) below a transport: where its nodes stand, and what a tree says there.</summary>
internal sealed class TlsSection
{
    private readonly CertificateStore _store;
    private readonly ContainerSchema _parameters;
    private readonly ContainerSchema _authentication;
    private readonly LeafReader _key;
    private readonly LeafReader _certificate;
    private readonly LeafReader _authorities;
    private readonly LeafReader _known;
    private readonly LeafListSchema _lists;
    private readonly LeafReader _min;
    private readonly LeafReader _max;
    private readonly ContainerSchema _netconf;
    private readonly ContainerSchema _mappings;
    private readonly ListSchema _name;
    private readonly LeafSchema _fingerprint;
    private readonly LeafSchema _map;
    private readonly LeafSchema _user;

    public TlsSection(ContainerSchema transport, CertificateStore store)
    {
        const string Identity = "tls-server-parameters/server-identity/certificate/central-keystore-reference/";
        const string Authentication = "tls-server-parameters/client-authentication/";
        _store = store;
        _parameters = transport.Child<ContainerSchema>("tls-server-parameters");
        _authentication = _parameters.Child<ContainerSchema>("client-authentication");
        _key = LeafReader.Resolve(transport, Identity + "asymmetric-key");
        _certificate = LeafReader.Resolve(transport, Identity + "certificate");
        _authorities = LeafReader.Resolve(transport, Authentication + "ca-certs/central-truststore-reference");
        _known = LeafReader.Resolve(transport, Authentication + "ee-certs/central-truststore-reference");
        _lists = _authentication.Child<LeafListSchema>("revocation-list");
        _min = LeafReader.Resolve(transport, "tls-server-parameters/hello-params/tls-versions/min");
        _max = LeafReader.Resolve(transport, "tls-server-parameters/hello-params/tls-versions/max");
        _netconf = transport.Child<ContainerSchema>("netconf-server-parameters");
        _mappings = _netconf.Child<ContainerSchema>("client-identity-mappings");
        _name = _mappings.Child<ListSchema>("cert-to-name");
        _fingerprint = _name.Child<LeafSchema>("fingerprint");
        _map = _name.Child<LeafSchema>("map-type");
        _user = _name.Child<LeafSchema>("name");
    }

    /// <summary>What it reads, beside what the grouping of RFC 7407 brings.</summary>
    public IEnumerable<SchemaNode> Reads
        => [_key.Leaf, _certificate.Leaf, _authorities.Leaf, _known.Leaf, _lists, _min.Leaf, _max.Leaf, _store.Format, _store.PrivateKey, _store.CertificateData, _store.BagData, _store.ListData];

    /// <summary>What it reads of RFC 7407, whose model does not say how much a change disturbs.</summary>
    public IEnumerable<SchemaNode> ReadsOfOthers => [_name.Keys[0], _fingerprint, _map, _user];

    /// <summary>What a valid tree says.</summary>
    public TlsConfig Read(DataTree tree, DataBranch transport) => new(
        _store.Key(tree, _key.Text(transport)!, _certificate.Text(transport)!), // both are mandatory
        [.. _store.Bag(tree, _authorities.Text(transport))],
        [.. _store.Bag(tree, _known.Text(transport))],
        [.. (transport.Find(_parameters)!.Find(_authentication)?.Find(_lists)?.Values ?? []).Select(name => _store.RevocationList(tree, name.ToString()))], // the key is there
        [.. transport.Find(_netconf)!.Find(_mappings)!.Find(_name)!.Entries.Select(Name)], // at least one
        (_min.Text(transport), _max.Text(transport)) switch
        {
            ("tls13", _) => TlsVersions.Tls13,
            (_, "tls12") => TlsVersions.Tls12,
            _ => TlsVersions.Tls12AndTls13,
        });

    /// <summary>The place of an entry's fingerprint, given that of the transport.</summary>
    public InstancePath PathOf(InstancePath transport, NameConfig name)
        => transport.Append(_netconf).Append(_mappings).Entry(_name, name.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append(_fingerprint);

    private NameConfig Name(ListEntryNode entry)
    {
        var kind = entry.Find(_map)!.Value.ToString(); // mandatory
        return new NameConfig(
            (uint)entry.Find(_name.Keys[0])!.Value.Number, // a key is always there
            entry.Find(_fingerprint)!.Value.ToString(), // mandatory
            CertificateMaps.TryParse(kind[(kind.IndexOf(':') + 1)..], out var map) ? map : CertificateMap.Specified,
            entry.Find(_user)?.Value.ToString());
    }
}
