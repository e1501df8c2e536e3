using System.Collections.Immutable;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Versions;

/// <summary>What clients expect of running when their edits take effect: transaction ids of nodes. Immutable.</summary>
internal sealed class VersionConditions
{
    private readonly ImmutableDictionary<string, (InstancePath Path, TransactionId Known)> _byPath;

    private VersionConditions(ImmutableDictionary<string, (InstancePath, TransactionId)> byPath) => _byPath = byPath;

    public static VersionConditions None { get; } = new(ImmutableDictionary<string, (InstancePath, TransactionId)>.Empty);

    /// <summary>These conditions and those of one more edit; what was said last of a node counts.</summary>
    public VersionConditions With(EditTree edit)
    {
        if (!edit.IsConditional)
        {
            return this;
        }

        var all = _byPath.ToBuilder();
        if (edit.Known is { } known)
        {
            all["/"] = (InstancePath.Root, known);
        }

        foreach (var node in edit.Nodes)
        {
            Collect(node, InstancePath.Root, all);
        }

        return new VersionConditions(all.ToImmutable());
    }

    /// <summary>One violation for each node that changed since the client knew it.</summary>
    public ImmutableArray<Violation> Check(DatastoreSnapshot now)
    {
        var violations = ImmutableArray.CreateBuilder<Violation>();
        foreach (var (path, known) in _byPath.Values)
        {
            var exists = path.IsRoot || now.Running.Find(path) is not null;
            var version = exists ? now.Versions.Find(path) : now.Versions.Tree.Changed;
            if (!exists || !now.Versions.IsUpToDate(known, version))
            {
                violations.Add(Mismatch(path, known, now.Versions, version));
            }
        }

        return violations.ToImmutable();
    }

    private static void Collect(EditNode node, InstancePath parent, ImmutableDictionary<string, (InstancePath, TransactionId)>.Builder all)
    {
        var path = parent.Append(node.Step);
        if (node.Known is { } known)
        {
            all[path.ToString()] = (path, known);
        }

        foreach (var child in node.Children)
        {
            Collect(child, path, all);
        }
    }

    private static Violation Mismatch(InstancePath path, TransactionId known, RunningVersions versions, NodeVersion version)
    {
        var current = known.IsEtag ? versions.Etag(version) : RunningVersions.LastModified(version);
        var text = path.ToXPath(out var prefixes);
        return new Violation(
            "operation-failed",
            null,
            path,
            $"{(path.IsRoot ? "running" : path)} has changed: its {(known.IsEtag ? "etag" : "last-modified")} is {current}, the request expects {known.Value}",
            [
                new ViolationInfo("txid-value-mismatch-error-info", TransactionId.ModuleNamespace, "")
                {
                    Children =
                    [
                        new ViolationInfo("mismatch-path", TransactionId.ModuleNamespace, text) { Prefixes = prefixes },
                        new ViolationInfo(known.IsEtag ? "mismatch-etag-value" : "mismatch-last-modified-value", TransactionId.ModuleNamespace, current),
                    ],
                },
            ]);
    }
}
