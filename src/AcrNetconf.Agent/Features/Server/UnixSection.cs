using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The Unix socket of an endpoint: where its nodes stand, and what a tree says there.</summary>
internal sealed class UnixSection
{
    private readonly LeafReader _group;

    public UnixSection(ContainerSchema unix)
    {
        Container = unix;
        Path = unix.Child<LeafSchema>("path");
        _group = LeafReader.Resolve(unix, "group");
        TrustedUser = unix.Child<LeafListSchema>("trusted-user");
        TrustedGroup = unix.Child<LeafListSchema>("trusted-group");
    }

    public ContainerSchema Container { get; }

    public LeafSchema Path { get; }

    public LeafSchema Group => _group.Leaf;

    public LeafListSchema TrustedUser { get; }

    public LeafListSchema TrustedGroup { get; }

    /// <summary>What a valid tree says.</summary>
    public UnixConfig Read(string endpoint, ContainerNode unix)
        => new(endpoint, unix.Find(Path)!.Value.ToString(), _group.Text(unix), [.. Names(unix, TrustedUser)], [.. Names(unix, TrustedGroup)]); // mandatory

    private static IEnumerable<string> Names(ContainerNode unix, LeafListSchema list) => (unix.Find(list)?.Values ?? []).Select(value => value.ToString());
}
