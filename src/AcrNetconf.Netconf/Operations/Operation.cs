using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>What a request asks for, read and checked; runs when the whole message has proved well formed.</summary>
internal delegate ValueTask<RpcReply> PreparedOperation(CancellationToken cancellationToken);

/// <summary>One protocol operation. Stateless; used by all sessions at once.</summary>
/// <param name="name">Local name of the operation element.</param>
/// <param name="module">Module that defines it, which is what access rules name.</param>
/// <param name="namespace">Namespace of the operation element.</param>
internal abstract class Operation(string name, string module = "ietf-netconf", string @namespace = NetconfNames.Base)
{
    public string Name { get; } = name;

    public string Module { get; } = module;

    public string Namespace { get; } = @namespace;

    /// <summary>Reads the parameters and decides what to do, without any effect.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="body">Stands on the operation element.</param>
    /// <param name="errors">Takes everything wrong with the parameters.</param>
    /// <returns>What to run; not used when there are errors.</returns>
    public abstract PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors);

    /// <summary>The reply to a datastore request: ok, or its violations.</summary>
    protected static RpcReply Reply(System.Collections.Immutable.ImmutableArray<Yang.Validation.Violation> violations)
        => violations.IsEmpty ? RpcReply.Success : RpcReply.Failure(RpcError.From(violations));

    /// <summary>Reads an operation without parameters.</summary>
    protected static void ReadNoParameters(XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        while (parameters.Next())
        {
            parameters.Unknown();
        }
    }
}
