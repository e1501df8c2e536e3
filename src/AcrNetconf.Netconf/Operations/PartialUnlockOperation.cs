using System.Globalization;
using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>partial-unlock (RFC 5717 §2.4.2).</summary>
internal sealed class PartialUnlockOperation() : Operation("partial-unlock", "ietf-netconf-partial-lock", NetconfNames.PartialLock)
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        string? id = null;
        while (parameters.Next())
        {
            if (parameters is { Name: "lock-id", IsOwn: true })
            {
                id = parameters.ReadText();
            }
            else
            {
                parameters.Unknown();
            }
        }

        if (id is null)
        {
            parameters.Missing("lock-id");
            return null;
        }

        if (!uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"lock-id must be a number, got {id}"));
            return null;
        }

        context.Audit = string.Create(CultureInfo.InvariantCulture, $"running lock {number}");
        return async cancellationToken => Reply(await context.Server.Coordinator.PartialUnlockAsync(context.Origin, number, cancellationToken));
    }
}
