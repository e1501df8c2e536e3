using System.Collections.Immutable;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>The startup datastore (RFC 6241 §8.7): what running becomes at the next start, changed only on request.</content>
public sealed partial class CommitCoordinator
{
    /// <summary>Keeps the startup datastore; null when there is none. Set before <see cref="StartAsync"/>.</summary>
    public IStartupStore? StartupStore { get; set; }

    /// <summary>Empties startup (delete-config).</summary>
    public Task<ImmutableArray<Violation>> DeleteStartupAsync(RequestOrigin origin, CancellationToken cancellationToken)
        => PostAsync(() => ValueTask.FromResult(InUse(origin, DatastoreName.Startup) is { } inUse ? [inUse] : SetStartup(_nothing)), cancellationToken);

    /// <summary>Gives running the content of startup. Without one, startup begins as what runs: switching it on loses nothing.</summary>
    private async ValueTask<ImmutableArray<Violation>> StartFromStartupAsync()
    {
        if (StartupStore?.Load() is not { } document)
        {
            return StartupStore is null ? [] : SetStartup(_stores.Running);
        }

        var startup = EditApplier.Apply(_nothing, EditReader.Parse(_stores.Schema, document)).Tree;
        var violations = Validator.Validate(startup, ValidationScope.Config);
        if (!violations.IsEmpty)
        {
            return violations;
        }

        if (!startup.ContentEquals(_stores.Running))
        {
            await ForceRunningAsync(RequestOrigin.System, startup, CommitKind.Load, "started from the startup datastore", null);
        }

        _stores.Publish(_stores.Current with { Startup = _stores.Running });
        return [];
    }

    private ImmutableArray<Violation> CopyToStartup(RequestOrigin origin, DataTree content, bool isFromRunning)
    {
        // RFC 8341 §3.2.6: copying running to startup needs the right to call the operation and no other.
        if (!isFromRunning && Refused(origin, DataDiff.Between(_stores.Current.Startup ?? _nothing, content)) is { IsEmpty: false } refused)
        {
            return refused;
        }

        // RFC 7950 §8.3.3: startup is valid at the end of every operation on it.
        var violations = ReferenceEquals(content, _stores.Running) ? [] : Validator.Validate(content, ValidationScope.Config);
        return violations.IsEmpty ? SetStartup(content) : violations;
    }

    private ImmutableArray<Violation> SetStartup(DataTree content)
    {
        try
        {
            StartupStore!.Save(EditWriter.WriteSnapshot(content)); // callers have seen that there is one
        }
        catch (IOException fault)
        {
            return [new Violation("operation-failed", null, null, fault.Message)];
        }

        _stores.Publish(_stores.Current with { Startup = content });
        return [];
    }
}
