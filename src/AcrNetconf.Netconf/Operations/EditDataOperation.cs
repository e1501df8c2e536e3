using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.TransactionIds;

namespace AcrNetconf.Netconf.Operations;

/// <summary>edit-data (RFC 8526 §3.1.2): edit-config for datastores named by identity, always all or nothing. Reads its content as a stream.</summary>
internal sealed class EditDataOperation() : Operation("edit-data", "ietf-netconf-nmda", NetconfNames.Nmda)
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        var hasStore = false;
        DatastoreName? store = null;
        EditTree? edit = null;
        string? url = null;
        var ids = new TransactionIdParameters();
        var operation = EditOperation.Merge;
        while (parameters.Next())
        {
            switch (parameters.Name)
            {
                case "datastore" when parameters.IsOwn:
                    hasStore = true;
                    store = NmdaDatastore.Read(parameters, context.Server.Schema, "datastore");
                    break;
                case "default-operation" when parameters.IsOwn:
                    operation = parameters.ReadChoice(("merge", EditOperation.Merge), ("replace", EditOperation.Replace), ("none", EditOperation.None)) ?? operation;
                    break;
                case "config" when parameters.IsOwn:
                    edit = EditContent.Read(context, parameters.Reader, errors);
                    break;
                case "url" when parameters.IsOwn && context.Server.Urls.IsServed:
                    url = parameters.ReadText();
                    break;
                case "with-etag" or "with-last-modified" when TransactionIdParameters.IsOn(parameters):
                    ids.Read(parameters);
                    break;
                default:
                    parameters.Unknown();
                    break;
            }
        }

        if (!hasStore)
        {
            parameters.Missing("datastore");
        }

        if (edit is null && url is null)
        {
            // RFC 7950 §15.6: a mandatory choice without a case.
            errors.Add(RpcError.DataMissing("edit-data: neither config nor url is given") with { AppTag = "missing-choice" });
        }

        if (edit is not null && url is not null)
        {
            parameters.Report(RpcError.BadElement(ErrorType.Protocol, "url", "edit-data: config and url exclude each other"));
        }

        if (store is not { } target || !IsEditable(context, target, errors))
        {
            return null;
        }

        return EditContent.Prepare(
            context,
            new EditContent(edit, url, ids),
            DatastoreParameter.Name(target),
            read => new EditRequest(target, read with { DefaultOperation = operation }, EditTestOption.Default, EditErrorOption.RollbackOnError));
    }

    private static bool IsEditable(OperationContext context, DatastoreName target, List<RpcError> errors)
    {
        if (target == DatastoreName.Candidate || (target == DatastoreName.Running && context.Server.Schema.Serves(ProtocolFeatures.WritableRunning)))
        {
            return true;
        }

        errors.Add(NmdaDatastore.NotSupported($"edit-data: {DatastoreParameter.Name(target)} cannot be edited; use candidate"));
        return false;
    }
}
