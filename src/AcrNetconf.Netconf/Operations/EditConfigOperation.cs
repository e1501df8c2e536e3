using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>edit-config (RFC 6241 §7.2).</summary>
internal sealed class EditConfigOperation() : Operation("edit-config")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        DatastoreParameter? target = null;
        var hasTarget = false;
        var content = new EditContent(context, parameters, errors);
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
                default:
                    content.ReadParameter();
                    break;
            }
        }

        if (!hasTarget)
        {
            parameters.Missing("target");
        }

        if (!content.IsGiven)
        {
            parameters.Missing("config");
        }

        content.CheckExclusion();
        return target is { } checkedTarget && content.IsGiven && IsEditable(context, checkedTarget, parameters)
            ? content.Prepare(checkedTarget.Store!.Value, test, error) // IsEditable admits datastores only
            : null;
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
