using AcrNetconf.Datastores.Features;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>keystore and truststore of acr-server: where they stand, and what a tree keeps there.</summary>
internal sealed class CertificateStore
{
    private readonly InstancePath _keys;
    private readonly ListSchema _key;
    private readonly LeafReader _format;
    private readonly ContainerSchema _certificates;
    private readonly ListSchema _certificate;
    private readonly InstancePath _bags;
    private readonly ListSchema _bag;
    private readonly ListSchema _bagCertificate;
    private readonly InstancePath _lists;
    private readonly ListSchema _list;

    public CertificateStore(ContainerSchema server, InstancePath path)
    {
        var keystore = server.Child<ContainerSchema>("keystore");
        var keys = keystore.Child<ContainerSchema>("asymmetric-keys");
        _keys = path.Append(keystore).Append(keys);
        _key = keys.Child<ListSchema>("asymmetric-key");
        _format = LeafReader.Resolve(_key, "private-key-format");
        PrivateKey = _key.Child<LeafSchema>("cleartext-private-key");
        _certificates = _key.Child<ContainerSchema>("certificates");
        _certificate = _certificates.Child<ListSchema>("certificate");
        CertificateData = _certificate.Child<LeafSchema>("cert-data");
        var truststore = server.Child<ContainerSchema>("truststore");
        var bags = truststore.Child<ContainerSchema>("certificate-bags");
        _bags = path.Append(truststore).Append(bags);
        _bag = bags.Child<ListSchema>("certificate-bag");
        _bagCertificate = _bag.Child<ListSchema>("certificate");
        BagData = _bagCertificate.Child<LeafSchema>("cert-data");
        var lists = truststore.Child<ContainerSchema>("revocation-lists");
        _lists = path.Append(truststore).Append(lists);
        _list = lists.Child<ListSchema>("revocation-list");
        ListData = _list.Child<LeafSchema>("crl-data");
    }

    public LeafSchema Format => _format.Leaf;

    public LeafSchema PrivateKey { get; }

    public LeafSchema CertificateData { get; }

    public LeafSchema BagData { get; }

    public LeafSchema ListData { get; }

    public InstancePath PathOf(StoredKey key) => _keys.Entry(_key, key.Name).Append(PrivateKey);

    public InstancePath PathOfCertificate(StoredKey key) => CertificateEntry(key.Name, key.Certificate).Append(CertificateData);

    public InstancePath PathOf(StoredData data) => data.Bag is { } bag
        ? _bags.Entry(_bag, bag).Entry(_bagCertificate, data.Name).Append(BagData)
        : _lists.Entry(_list, data.Name).Append(ListData);

    /// <summary>A key with one of its certificates; references of a valid tree lead to both.</summary>
    public StoredKey Key(DataTree tree, string name, string certificate)
    {
        var key = (ListEntryNode)tree.Find(_keys.Entry(_key, name))!;
        var format = _format.Text(key) switch
        {
            "rsa-private-key-format" => PrivateKeyFormat.Rsa,
            "ec-private-key-format" => PrivateKeyFormat.Ec,
            _ => PrivateKeyFormat.OneAsymmetricKey,
        };
        return new StoredKey(name, format, Text(key, PrivateKey), certificate, Text((ListEntryNode)tree.Find(CertificateEntry(name, certificate))!, CertificateData));
    }

    /// <summary>The certificates of a bag; none when there is no name of one.</summary>
    public IEnumerable<StoredData> Bag(DataTree tree, string? name)
        => name is null || ((ListEntryNode)tree.Find(_bags.Entry(_bag, name))!).Find(_bagCertificate) is not { } entries // a reference leads somewhere
            ? []
            : entries.Entries.Select(entry => new StoredData(name, Text(entry, _bagCertificate.Keys[0]), Text(entry, BagData)));

    /// <summary>A revocation list that a reference leads to.</summary>
    public StoredData RevocationList(DataTree tree, string name) => new(null, name, Text((ListEntryNode)tree.Find(_lists.Entry(_list, name))!, ListData));

    private static string Text(ListEntryNode entry, LeafSchema leaf) => entry.Find(leaf)!.Value.ToString(); // keys and mandatory leafs

    private InstancePath CertificateEntry(string key, string certificate) => _keys.Entry(_key, key).Append(_certificates).Entry(_certificate, certificate);
}
