using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Datastores.Features;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>The ptp-adaptive module with its three components: timestamping adapter, servo, protocol core; and the client's state once more as ietf-ptp has it.</summary>
internal sealed class PtpAdaptiveFeature(ClientController client, RecordingDesk recordings) : IFeature
{
    /// <inheritdoc/>
    public void Register(FeatureBuilder builder)
    {
        var model = new PtpAdaptiveModel(builder.Schema);

        var state = new PtpAdaptiveState(builder.Schema, model, () => client.Driver?.Status, () => recordings.Status);
        client.StatusChanged = () => state.Changed?.Invoke();

        // Start order: sockets and clock first, the protocol that needs them last; stopping goes the other way.
        builder.Implements(PtpAdaptiveModel.ModuleName)
            .Component(new TimestampingBinding(model, client))
            .Component(new ServoBinding(model, client))
            .Component(new ProtocolCoreBinding(model, client))
            .State(state);
        builder.Implements(IetfPtpState.ModuleName)
            .State(new IetfPtpState(builder.Schema, () => client.Driver?.Status.Slave));
        foreach (var handler in ClientOperation.All(builder.Schema, model, client).Concat(RecordingOperations.All(builder.Schema, model, client, recordings)))
        {
            builder.Rpc(handler);
        }
    }
}
