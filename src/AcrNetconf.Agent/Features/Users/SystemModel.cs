using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>The users of ietf-system (RFC 7317 §3.5): where they stand, and what a tree says about them.</summary>
internal sealed class SystemModel
{
    public const string ModuleName = "ietf-system";

    private readonly LeafSchema _name;
    private readonly LeafSchema _keyName;

    public SystemModel(SchemaContext schema)
    {
        if (schema.FindModule(ModuleName) is not { IsImplemented: true } module)
        {
            throw new ArgumentException("the module ietf-system is not served", nameof(schema));
        }

        System = (ContainerSchema)schema.Root.FindDataChild(module.Namespace, "system")!; // RFC 7317 has it
        var authentication = System.Child<ContainerSchema>("authentication");
        User = authentication.Child<ListSchema>("user");
        Password = User.Child<LeafSchema>("password");
        Key = User.Child<ListSchema>("authorized-key");
        Algorithm = Key.Child<LeafSchema>("algorithm");
        KeyData = Key.Child<LeafSchema>("key-data");
        State = (ContainerSchema)schema.Root.FindDataChild(module.Namespace, "system-state")!; // RFC 7317 has it
        _name = User.Keys[0];
        _keyName = Key.Keys[0];
        Path = InstancePath.Root.Append(System).Append(authentication);
    }

    public ContainerSchema System { get; }

    public ListSchema User { get; }

    public LeafSchema Password { get; }

    public ListSchema Key { get; }

    public LeafSchema Algorithm { get; }

    public LeafSchema KeyData { get; }

    public ContainerSchema State { get; }

    /// <summary>The subtree users are configured in.</summary>
    public InstancePath Path { get; }

    /// <summary>A user's place.</summary>
    public InstancePath PathOf(string user) => Path.Entry(User, user);

    /// <summary>The users of a tree, in its order.</summary>
    public IEnumerable<UserConfig> Users(DataTree tree)
        => tree.Find(Path) is DataBranch authentication && authentication.Find(User) is { } users
            ? users.Entries.Select(Read)
            : [];

    private UserConfig Read(ListEntryNode user) => new(
        user.Find(_name)!.Value.ToString(), // a key is always there
        user.Find(Password)?.Value.ToString(),
        user.Find(Key) is { } keys
            ? [.. keys.Entries.Select(key => new KeyConfig(key.Find(_keyName)!.Value.ToString(), key.Find(Algorithm)!.Value.ToString(), key.Find(KeyData)!.Value.ToString()))] // keys and mandatory leafs
            : []);
}
