using System.Globalization;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Datastores.Versions;

/// <summary>The transaction ids of running (IETF draft-ietf-netconf-transaction-id): versions of its nodes, and how they are written.</summary>
/// <remarks>
/// An etag is the number of a commit and a mark of the commit log it stands in, so a device whose state was wiped never repeats one.
/// Numbers grow, hence the history the draft speaks of is all commits. After a restart nodes are as old as the last commit. Immutable.
/// </remarks>
public sealed class RunningVersions
{
    private const string Prefix = "commit-";

    private readonly string _mark;

    private RunningVersions(VersionTree tree, string mark)
    {
        Tree = tree;
        _mark = mark;
    }

    public VersionTree Tree { get; }

    /// <summary>The transaction id of the whole datastore.</summary>
    public string RootEtag => Etag(Tree.Changed);

    /// <summary>Versions at a start.</summary>
    /// <param name="commitId">The last commit; 0 for none.</param>
    /// <param name="time">When it was made.</param>
    /// <param name="firstCommit">When the first commit of the log was made; null when there is none.</param>
    public static RunningVersions Start(long commitId, DateTimeOffset time, DateTimeOffset? firstCommit)
        => new(VersionTree.New(new NodeVersion(commitId, Micros(time))), firstCommit is { } first ? Mark(first) : "");

    /// <summary>The versions after a commit.</summary>
    public RunningVersions After(DataDiff change, long commitId, DateTimeOffset time)
    {
        // last-modified has to grow even where the clock does not.
        var at = Micros(time);
        var last = Tree.Changed.Time;
        var version = new NodeVersion(commitId, at > last ? at : last.AddMicroseconds(1));
        return new RunningVersions(Tree.After(change.Root, version), _mark.Length > 0 ? _mark : Mark(time));
    }

    /// <summary>The version of a node that is in running: its own, or for leafs that of the container or entry they stand in.</summary>
    public NodeVersion Find(InstancePath path)
    {
        var node = Tree;
        foreach (var step in path.Steps)
        {
            if (step.Schema is Yang.Schema.SchemaBranch && (step.Schema is not Yang.Schema.ListSchema || !step.Key.IsEmpty))
            {
                node = node.Find(step);
            }
        }

        return node.Changed;
    }

    public string Etag(NodeVersion version)
        => version.CommitId == 0 ? Prefix + "0" : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{version.CommitId}-{_mark}");

    public static string LastModified(NodeVersion version) => DateAndTime.Microseconds(version.Time);

    /// <summary>True when somebody who knew this transaction id knows the node as it is: it is the node's, or of a later commit.</summary>
    public bool IsUpToDate(TransactionId known, NodeVersion version)
    {
        if (!known.IsEtag)
        {
            return DateTimeOffset.TryParse(known.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && version.Time <= time && time <= Tree.Changed.Time;
        }

        return known.Value == Etag(version)
            || (known.Value.StartsWith(Prefix, StringComparison.Ordinal)
                && known.Value.EndsWith("-" + _mark, StringComparison.Ordinal)
                && long.TryParse(known.Value.AsSpan(Prefix.Length, Math.Max(0, known.Value.Length - Prefix.Length - _mark.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && version.CommitId <= id && id <= Tree.Changed.CommitId);
    }

    private static string Mark(DateTimeOffset first) => first.ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);

    private static DateTimeOffset Micros(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
