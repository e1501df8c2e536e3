using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>update (draft-ietf-netconf-privcand §4.8.1): brings running's changes into the private candidate of the session.</summary>
internal sealed class UpdateOperation() : Operation("update", "ietf-netconf-private-candidate", NetconfNames.PrivateCandidate)
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var resolution = ConflictResolution.RevertOnConflict;
        var parameters = new ParameterReader(body, errors);
        while (parameters.Next())
        {
            if (parameters is { Name: "resolution-mode", IsOwn: true })
            {
                resolution = parameters.ReadChoice(
                    ("revert-on-conflict", ConflictResolution.RevertOnConflict),
                    ("prefer-candidate", ConflictResolution.PreferCandidate),
                    ("prefer-running", ConflictResolution.PreferRunning)) ?? resolution;
            }
            else
            {
                parameters.Unknown();
            }
        }

        if (!context.Origin.HasPrivateCandidate)
        {
            errors.Add(RpcError.OperationNotSupported(
                ErrorType.Protocol, "update: this session has the shared candidate; a private one takes :private-candidate in the client's hello"));
        }

        context.Audit = "candidate";
        return async cancellationToken => Reply(await context.Server.Coordinator.UpdateAsync(context.Origin, resolution, cancellationToken));
    }
}
