using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>kill-session (RFC 6241 §7.9): answered when the other session holds nothing any more.</summary>
internal sealed class KillSessionOperation() : Operation("kill-session")
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        uint? id = null;
        var given = false;
        var parameters = new ParameterReader(body, errors);
        while (parameters.Next())
        {
            if (parameters is { Name: "session-id", IsOwn: true })
            {
                given = true;
                id = parameters.ReadPositive("a session number");
            }
            else
            {
                parameters.Unknown();
            }
        }

        if (!given)
        {
            parameters.Missing("session-id");
        }

        if (id is not { } victim)
        {
            return null;
        }

        if (victim == context.Session.Id)
        {
            parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"session-id {victim} is this session; close-session ends it"), "session-id");
        }

        context.Audit = $"session {victim}";
        return cancellationToken => KillAsync(context, victim, cancellationToken);
    }

    private static async ValueTask<RpcReply> KillAsync(OperationContext context, uint victim, CancellationToken cancellationToken)
    {
        if (context.Server.Sessions.Find(victim) is not { } session)
        {
            return RpcReply.Failure(RpcError.InvalidValue(ErrorType.Protocol, $"session-id {victim} is no session of this server") with
            {
                Path = ErrorPaths.ForParameter("kill-session", "session-id"),
            });
        }

        session.Kill(by: context.Session.Id);
        try
        {
            await session.Completion.WaitAsync(Patience, context.Server.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A commit in progress finishes first; the session ends with it.
        }

        return RpcReply.Success;
    }
}
