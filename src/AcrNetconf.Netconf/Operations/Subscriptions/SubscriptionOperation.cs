using System.Xml;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations.Subscriptions;

/// <summary>An operation on subscriptions: its input is checked by the model.</summary>
internal abstract class SubscriptionOperation : Operation
{
    private readonly OperationSchema _rpc;

    private protected SubscriptionOperation(string name, string module, string @namespace, SubscriptionServices services)
        : base(name, module, @namespace)
    {
        Services = services;
        _rpc = services.Schema.FindRpc(@namespace, name) ?? throw new ArgumentException($"the schema has no rpc {name}", nameof(name));
    }

    protected SubscriptionServices Services { get; }

    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var read = XmlDataReader.ReadInput(body, Services.Schema, _rpc);
        errors.AddRange(read.Violations.Select(ErrorOf));
        if (!read.IsValid)
        {
            return null;
        }

        errors.AddRange(RpcError.From(Validator.ValidateOperation((OperationNode)read.Node, Services.Stores.Running)));
        return _ => RunAsync(context, read.Node);
    }

    protected abstract ValueTask<RpcReply> RunAsync(OperationContext context, DataBranch input);

    /// <summary>The subscription the input names.</summary>
    protected SessionSubscription? Find(DataBranch input, out uint id)
    {
        id = (uint)input.ValueOf("id")!.Value.Number; // mandatory
        return Services.Registry.Find(id);
    }

    /// <summary>The subscription the input names, if this session made it: those of others and of the configuration are not there for it.</summary>
    protected SessionSubscription? FindOwn(OperationContext context, DataBranch input, out uint id)
        => Find(input, out id) is { } subscription && ReferenceEquals(subscription.Session, context.Session) ? subscription : null;

    // RFC 8640 §7: an encoding that is switched off is not merely a wrong value.
    private RpcError ErrorOf(Violation violation)
        => violation.ErrorTag == "invalid-value" && violation.Path?.Schema?.Name == "encoding" ? SubscriptionErrors.EncodingUnsupported(Name) : RpcError.From(violation);
}
