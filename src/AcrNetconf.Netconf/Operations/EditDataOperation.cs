using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>edit-data (RFC 8526 §3.1.2): edit-config for datastores named by identity, always all or nothing. Reads its content as a stream.</summary>
internal sealed class EditDataOperation() : Operation("edit-data", "ietf-netconf-nmda", NetconfNames.Nmda)
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        var hasStore = false;
        DatastoreName? store = null;
        var content = new EditContent(context, parameters, errors);
        while (parameters.Next())
        {
            if (parameters is { Name: "datastore", IsOwn: true })
            {
                hasStore = true;
                store = NmdaDatastore.Read(parameters, context.Server.Schema, "datastore");
            }
            else
            {
                content.ReadParameter();
            }
        }

        if (!hasStore)
        {
            parameters.Missing("datastore");
        }

        if (!content.IsGiven)
        {
            // RFC 7950 §15.6: a mandatory choice without a case.
            errors.Add(RpcError.DataMissing("edit-data: neither config nor url is given") with { AppTag = "missing-choice" });
        }

        content.CheckExclusion();
        return store is { } target && IsEditable(context, target, errors)
            ? content.Prepare(target, EditTestOption.Default, EditErrorOption.RollbackOnError)
            : null;
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
