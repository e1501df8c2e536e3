using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.TransactionIds;

namespace AcrNetconf.Netconf.Operations;

/// <summary>edit-config (RFC 6241 §7.2).</summary>
internal sealed class EditConfigOperation() : Operation("edit-config")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        DatastoreParameter? target = null;
        var hasTarget = false;
        var hasContent = false;
        EditTree? edit = null;
        string? url = null;
        var ids = new TransactionIdParameters();
        var operation = EditOperation.Merge;
        var test = EditTestOption.Default;
        var error = EditErrorOption.StopOnError;
        while (parameters.Next())
        {
            switch (parameters.Name)
            {
                case "target" when parameters.IsOwn:
                    hasTarget = true;
                    target = DatastoreParameter.Read(parameters);
                    break;
                case "default-operation" when parameters.IsOwn:
                    operation = parameters.ReadChoice(("merge", EditOperation.Merge), ("replace", EditOperation.Replace), ("none", EditOperation.None)) ?? operation;
                    break;
                case "test-option" when parameters.IsOwn && context.Server.Schema.Serves(ProtocolFeatures.Validate):
                    test = parameters.ReadChoice(
                        ("test-then-set", EditTestOption.TestThenSet), ("set", EditTestOption.Set), ("test-only", EditTestOption.TestOnly)) ?? test;
                    break;
                case "error-option" when parameters.IsOwn:
                    error = parameters.ReadChoice(
                        ("stop-on-error", EditErrorOption.StopOnError),
                        ("continue-on-error", EditErrorOption.ContinueOnError),
                        ("rollback-on-error", EditErrorOption.RollbackOnError)) ?? error;
                    break;
                case "config" when parameters.IsBaseOrNone:
                    hasContent = true;
                    edit = EditContent.Read(context, parameters.Reader, errors);
                    break;
                case "url" when parameters.IsOwn:
                    hasContent = true;
                    url = parameters.ReadText();
                    if (!context.Server.Urls.IsServed)
                    {
                        parameters.Report(RpcError.UnknownElement(ErrorType.Protocol, "url", "edit-config: this server has no :url capability"), "url");
                    }

                    break;
                case "with-etag" or "with-last-modified" when TransactionIdParameters.IsOn(parameters):
                    ids.Read(parameters);
                    break;
                default:
                    parameters.Unknown();
                    break;
            }
        }

        if (!hasTarget)
        {
            parameters.Missing("target");
        }

        if (!hasContent)
        {
            parameters.Missing("config");
        }

        if (edit is not null && url is not null)
        {
            parameters.Report(RpcError.BadElement(ErrorType.Protocol, "url", "edit-config: config and url exclude each other"), "url");
        }

        if (target is not { } checkedTarget || (edit is null && url is null) || !IsEditable(context, checkedTarget, parameters))
        {
            return null;
        }

        var store = checkedTarget.Store!.Value; // IsEditable admits datastores only
        return EditContent.Prepare(context, new EditContent(edit, url, ids), checkedTarget.ToString(), read => new EditRequest(store, read with { DefaultOperation = operation }, test, error));
    }

    private static bool IsEditable(OperationContext context, DatastoreParameter target, ParameterReader parameters)
    {
        switch (target.Store)
        {
            case DatastoreName.Candidate:
            case DatastoreName.Running when context.Server.Schema.Serves(ProtocolFeatures.WritableRunning):
                return true;
            case DatastoreName.Running:
                parameters.Report(
                    RpcError.UnknownElement(
                        ErrorType.Protocol, "running", "edit-config: running is not edited directly here; use target candidate (--db candidate), then commit"),
                    "target");
                return false;
            default:
                parameters.Report(RpcError.UnknownElement(ErrorType.Protocol, target.Element, $"edit-config: target {target} cannot be edited; use candidate"), "target");
                return false;
        }
    }
}
