using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.TransactionIds;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>What edit-config and edit-data are to change: configuration inline, or in a file.</summary>
/// <param name="Inline">The edit, or null.</param>
/// <param name="Url">The file, when there is no edit.</param>
/// <param name="Ids">What the client wants to hear of transaction ids.</param>
internal sealed record EditContent(EditTree? Inline, string? Url, TransactionIdParameters Ids)
{
    /// <summary>Reads the config element the reader stands on.</summary>
    public static EditTree Read(OperationContext context, XmlReader reader, List<RpcError> errors)
    {
        var edit = EditReader.Read(reader, context.Server.Schema, EditOperation.Merge, out ImmutableArray<Violation> violations);
        errors.AddRange(RpcError.From(violations));
        return edit;
    }

    /// <summary>The operation that makes the change.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="content">What to change.</param>
    /// <param name="target">Name of the datastore, for the audit.</param>
    /// <param name="request">Makes the request of the edit.</param>
    public static PreparedOperation Prepare(OperationContext context, EditContent content, string target, Func<EditTree, EditRequest> request)
    {
        if (content.Inline is not { } edit)
        {
            context.Audit = $"{target} {content.Url}";
            return cancellationToken => content.RunFileAsync(context, request, cancellationToken);
        }

        context.Audit = $"{target} {Summary(edit)}";
        return cancellationToken => content.RunAsync(context, request(edit), cancellationToken);
    }

    private async ValueTask<RpcReply> RunAsync(OperationContext context, EditRequest request, CancellationToken cancellationToken)
    {
        var violations = await context.Server.Coordinator.EditAsync(context.Origin, request, cancellationToken);
        var reply = violations.IsEmpty ? RpcReply.Success : RpcReply.Failure(RpcError.From(violations));
        return Ids.Complete(reply, context.Server.Stores.Current.SeenBy(context.Origin), request.Target);
    }

    private async ValueTask<RpcReply> RunFileAsync(OperationContext context, Func<EditTree, EditRequest> request, CancellationToken cancellationToken)
    {
        ImmutableArray<Violation> violations = [];
        if (!context.Server.Urls.TryRead(Url!, reader => EditReader.Read(reader, context.Server.Schema, EditOperation.Merge, out violations), out var edit, out var error)) // no edit, hence a file
        {
            return RpcReply.Failure(error);
        }

        context.Audit += $" {Summary(edit)}";
        return violations.IsEmpty
            ? await RunAsync(context, request(edit), cancellationToken)
            : RpcReply.Failure(RpcError.From(violations));
    }

    // The paths an audit reader wants: top-level nodes with their operation; never values.
    private static string Summary(EditTree edit)
    {
        var names = edit.Nodes.Take(8).Select(n => n.Operation is { } operation ? $"{operation.ToString().ToLowerInvariant()} {n.Schema.SchemaPath}" : n.Schema.SchemaPath);
        return string.Join(", ", names) + (edit.Nodes.Length > 8 ? $" and {edit.Nodes.Length - 8} more" : "");
    }
}
