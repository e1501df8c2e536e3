using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>What some subscriptions select: read once, compared once and written once for all of them.</summary>
/// <remarks>Touched by the hub's worker only.</remarks>
internal sealed class Selection(SelectionKey key, DataFilter filter, RequestOrigin origin, SubscriptionServices services)
{
    private readonly DataQuery _query = new(
        filter,
        key.Store == DatastoreName.Operational ? WithDefaultsMode.ReportAll : WithDefaultsMode.Explicit,
        ConfigOnly: key.Store != DatastoreName.Operational);

    private readonly List<(RootNode From, RootNode To, ImmutableSortedSet<string> Excluded, ReadOnlyMemory<byte> Edits)> _patches = [];
    private RootNode? _current;
    private object?[]? _version;
    private RootNode? _written;
    private ReadOnlyMemory<byte> _contents;

    public SelectionKey Key => key;

    /// <summary>Subscriptions that use it.</summary>
    public List<DatastoreSubscription> Members { get; } = [];

    /// <summary>The part last read.</summary>
    public RootNode Current => _current ?? Read(services.Stores.Current);

    /// <summary>False when nothing that changed can be selected.</summary>
    public bool MayBeAbout(IEnumerable<SchemaNode> topLevel) => topLevel.Any(filter.MaySelect);

    /// <summary>Reads anew unless nothing it depends on has changed; content that is equal stays the same object.</summary>
    public RootNode Read(DatastoreSnapshot stores)
    {
        var version = Version(stores);
        if (_current is not null && version is not null && _version is not null && version.AsSpan().SequenceEqual(_version))
        {
            return _current;
        }

        _version = version;
        var read = Readable(stores);
        if (_current is null || !DataDiff.Between(Tree(_current), Tree(read)).IsEmpty)
        {
            _patches.Clear();
            _current = read;
        }

        return _current;
    }

    /// <summary>The current part as the content of push-update.</summary>
    public ReadOnlyMemory<byte> Contents()
    {
        var current = Current;
        if (!ReferenceEquals(_written, current))
        {
            _contents = PushWriter.Contents(services.Schema, current);
            _written = current;
        }

        return _contents;
    }

    /// <summary>The edits from what was sent to the current part; empty when there are none to send.</summary>
    public ReadOnlyMemory<byte> Edits(RootNode from, ImmutableSortedSet<string> excluded)
    {
        var to = Current;
        foreach (var known in _patches)
        {
            if (ReferenceEquals(known.From, from) && ReferenceEquals(known.To, to) && known.Excluded.SetEquals(excluded))
            {
                return known.Edits;
            }
        }

        var edits = ReferenceEquals(from, to) ? default : PatchWriter.Write(DataDiff.Between(Tree(from), Tree(to)), excluded);
        _patches.Add((from, to, excluded, edits));
        return edits;
    }

    private DataTree Tree(RootNode root) => new(services.Schema, root);

    private RootNode Readable(DatastoreSnapshot stores)
    {
        var tree = key.Store == DatastoreName.Operational ? services.State.Read(stores, filter, key.IsOnChange) : stores.Find(key.Store);
        var found = tree is null ? RootNode.Empty(services.Schema.Root) : _query.Select(tree, null, out _);
        return services.Access.Readable(origin, found);
    }

    // Access rules are configuration, so running stands for them too.
    private object?[]? Version(DatastoreSnapshot stores)
    {
        if (key.Store != DatastoreName.Operational)
        {
            return [stores.Running.Root, stores.Find(key.Store)?.Root];
        }

        return services.State.Version(filter, key.IsOnChange) is { } versions ? [stores.Running.Root, .. versions] : null;
    }
}
