using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.TransactionIds;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>What edit-config and edit-data have in common: how to combine, and what to change, configuration inline or in a file.</summary>
internal sealed class EditContent(OperationContext context, ParameterReader parameters, List<RpcError> errors)
{
    private readonly string _operation = parameters.Name;
    private readonly TransactionIdParameters _ids = new();
    private EditOperation _default = EditOperation.Merge;
    private EditTree? _inline;
    private string? _url;

    /// <summary>True when the request has content, good or bad.</summary>
    public bool IsGiven => _inline is not null || _url is not null;

    /// <summary>Takes the parameter the reader stands on, or reports that the operation has none of that name.</summary>
    public void ReadParameter()
    {
        switch (parameters.Name)
        {
            case "default-operation" when parameters.IsOwn:
                _default = parameters.ReadChoice(("merge", EditOperation.Merge), ("replace", EditOperation.Replace), ("none", EditOperation.None)) ?? _default;
                break;
            case "config" when parameters.IsOwnOrNone:
                _inline = Read(parameters.Reader, out var violations);
                errors.AddRange(RpcError.From(violations));
                break;
            case "url" when parameters.IsOwn:
                _url = parameters.ReadText();
                if (!context.Server.Urls.IsServed)
                {
                    parameters.Report(RpcError.UnknownElement(ErrorType.Protocol, "url", $"{_operation}: this server has no :url capability"), "url");
                }

                break;
            case "with-etag" or "with-last-modified" when TransactionIdParameters.IsOn(parameters):
                _ids.Read(parameters);
                break;
            default:
                parameters.Unknown();
                break;
        }
    }

    /// <summary>After the last parameter: one of the two is enough.</summary>
    public void CheckExclusion()
    {
        if (_inline is not null && _url is not null)
        {
            parameters.Report(RpcError.BadElement(ErrorType.Protocol, "url", $"{_operation}: config and url exclude each other"), "url");
        }
    }

    /// <summary>The operation that makes the change.</summary>
    public PreparedOperation Prepare(DatastoreName target, EditTestOption test, EditErrorOption error)
    {
        context.Audit = $"{DatastoreParameter.Name(target)} {(_inline is null ? _url : Summary(_inline))}";
        return _inline is null
            ? cancellationToken => RunFileAsync(Request, cancellationToken)
            : cancellationToken => RunAsync(Request(_inline), cancellationToken);

        EditRequest Request(EditTree edit) => new(target, edit with { DefaultOperation = _default }, test, error);
    }

    private EditTree Read(XmlReader reader, out ImmutableArray<Violation> violations)
        => EditReader.Read(reader, context.Server.Schema, EditOperation.Merge, out violations);

    private async ValueTask<RpcReply> RunAsync(EditRequest request, CancellationToken cancellationToken)
    {
        var violations = await context.Server.Coordinator.EditAsync(context.Origin, request, cancellationToken);
        var reply = violations.IsEmpty ? RpcReply.Success : RpcReply.Failure(RpcError.From(violations));
        return _ids.Complete(reply, context.Server.Stores.Current.SeenBy(context.Origin), request.Target);
    }

    private async ValueTask<RpcReply> RunFileAsync(Func<EditTree, EditRequest> request, CancellationToken cancellationToken)
    {
        ImmutableArray<Violation> violations = [];
        if (!context.Server.Urls.TryRead(_url!, reader => Read(reader, out violations), out var edit, out var error)) // nothing inline, hence a file
        {
            return RpcReply.Failure(error);
        }

        context.Audit += $" {Summary(edit)}";
        return violations.IsEmpty ? await RunAsync(request(edit), cancellationToken) : RpcReply.Failure(RpcError.From(violations));
    }

    // The paths an audit reader wants: top-level nodes with their operation; never values.
    private static string Summary(EditTree edit)
    {
        var names = edit.Nodes.Take(8).Select(n => n.Operation is { } operation ? $"{operation.ToString().ToLowerInvariant()} {n.Schema.SchemaPath}" : n.Schema.SchemaPath);
        return string.Join(", ", names) + (edit.Nodes.Length > 8 ? $" and {edit.Nodes.Length - 8} more" : "");
    }
}
