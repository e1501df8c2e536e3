using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>import-history: replaces the history by that of a file.</summary>
internal sealed class ImportHandler(ServerContext server) : CommitHandler(server, "import-history")
{
    /// <summary>Most a file may unfold to, in bytes: a hundred thousand commits are a tenth of it.</summary>
    private const long MaximumBytes = 512L * 1024 * 1024;

    public override bool IsReading => false;

    public override async ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        // The type binary guarantees base64.
        var history = HistoryFile.Read(Convert.FromBase64String(Text(input, "file")!), MaximumBytes, out var problem); // mandatory
        if (history is null)
        {
            return RpcOutcome.Failed(new Violation("invalid-value", null, null, $"import-history: {problem}"));
        }

        var mode = Has(input, "replace") ? ImportMode.Replace : ImportMode.IntoEmpty;
        var (violations, made) = await Server.Coordinator.ImportAsync(origin, history, mode, cancellationToken);
        return violations.IsEmpty
            ? RpcOutcome.With(Output().Leaf("commits", history.Edits.Count).Leaf("commit-id", made!.Value).Build()) // there without violations
            : RpcOutcome.Failed(violations);
    }
}
