using System.Buffers;
using System.Collections.Immutable;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.TransactionIds;

/// <summary>Writes the transaction ids of versioned nodes into a reply and leaves out what the client has (draft-ietf-netconf-transaction-id, table 1).</summary>
/// <remarks>
/// Versioned are the datastore, containers and list entries. Of candidate, what equals running has running's id and what differs has the id
/// <c>!</c>, since no commit has given it one.
/// </remarks>
internal sealed class TransactionIdWriter : BranchAnnotator
{
    private readonly RunningVersions _versions;
    private readonly bool _mayPrune;
    private readonly Stack<Level> _levels = new();

    /// <param name="versions">Of running.</param>
    /// <param name="known">What the client knows of the whole datastore, or null.</param>
    /// <param name="filter">The filter, which may say what the client knows of nodes; or null.</param>
    /// <param name="change">From running to the datastore read; null when they are the same.</param>
    /// <param name="mayPrune">False when there is state beside the configuration, which has no versions.</param>
    public TransactionIdWriter(RunningVersions versions, TransactionId? known, FilterSet? filter, DataDiff? change, bool mayPrune)
    {
        _versions = versions;
        _mayPrune = mayPrune;
        _levels.Push(new Level(versions.Tree, change is { IsEmpty: false } ? change.Root : null, false, known, filter is null ? [] : [filter]));
    }

    /// <summary>True when the request says anything about transaction ids.</summary>
    public static bool IsWanted(TransactionId? known, FilterSet? filter) => known is not null || (filter is not null && Mentions(filter));

    /// <summary>Writes the attribute of the datastore's element; false when its content is to be left out.</summary>
    public override bool Start(IBufferWriter<byte> output)
    {
        AsciiXml.Raw(output, " xmlns:txid=\"urn:ietf:params:xml:ns:netconf:txid:1.0\""u8);
        return Write(_levels.Peek(), output);
    }

    public override bool Enter(DataBranch branch, IBufferWriter<byte> output)
    {
        var level = _levels.Peek().Below(branch);
        _levels.Push(level);
        return !branch.Schema.IsConfig || Write(level, output);
    }

    public override void Leave() => _levels.Pop();

    private static bool Mentions(FilterSet set)
        => set.Others.Any(o => o.Nodes.Any(n => n.Known is not null || (n.Content is not null && Mentions(n.Content))));

    private bool Write(Level level, IBufferWriter<byte> output)
    {
        if (level.Known is not { } known)
        {
            return true;
        }

        var version = level.Versions.Changed;
        var isWhole = level.IsChanged || !_mayPrune || !_versions.IsUpToDate(known, version);
        var text = !isWhole ? "=" : level.IsChanged ? "!" : known.IsEtag ? _versions.Etag(version) : RunningVersions.LastModified(version);
        AsciiXml.Raw(output, known.IsEtag ? " txid:etag=\""u8 : " txid:last-modified=\""u8);
        AsciiXml.Attribute(output, text);
        AsciiXml.Raw(output, "\""u8);
        return isWhole;
    }

    /// <summary>Where the writer stands: the node's versions, its change against running, and what the client knows.</summary>
    private sealed class Level(VersionTree versions, DiffNode? change, bool isNew, TransactionId? known, ImmutableArray<FilterSet> sets)
    {
        private Dictionary<InstanceStep, DiffNode>? _changes;

        public VersionTree Versions { get; } = versions;

        public TransactionId? Known { get; } = known;

        public bool IsChanged => change is not null || isNew;

        public Level Below(DataBranch branch)
        {
            var key = branch is ListEntryNode entry ? entry.Key : default;
            var step = new InstanceStep(branch.Schema, key, 0);
            DiffNode? below = null;
            if (change is not null)
            {
                _changes ??= change.Children.Where(c => c.Operation != DiffOperation.Delete && c.Position == 0).ToDictionary(c => c.Step);
                _changes.TryGetValue(step, out below);
            }

            var (known, content) = Wanted(branch.Schema, key);
            return new Level(Versions.Find(step), below, isNew || below?.Operation == DiffOperation.Create, known, content);
        }

        // Case 2 of the draft: what is said of an ancestor holds for what is below it.
        private (TransactionId?, ImmutableArray<FilterSet>) Wanted(SchemaNode schema, ListKey key)
        {
            var known = Known;
            ImmutableArray<FilterSet>.Builder? content = null;
            foreach (var set in sets)
            {
                foreach (var (wanted, nodes) in set.Others)
                {
                    foreach (var node in ReferenceEquals(wanted, schema) ? nodes : [])
                    {
                        if (!node.Key.IsEmpty && node.Key != key)
                        {
                            continue;
                        }

                        known = node.Known ?? known;
                        if (node.Content is not null)
                        {
                            (content ??= ImmutableArray.CreateBuilder<FilterSet>()).Add(node.Content);
                        }
                    }
                }
            }

            return (known, content?.ToImmutable() ?? []);
        }
    }
}
