using AcrNetconf.Linux;

namespace AcrNetconf.Agent.Hosting;

/// <summary>What a client runs on, held by lease: taken in prepare, handed to the driver in apply, or disposed in abort.</summary>
/// <param name="Socket">The PTP socket pair.</param>
/// <param name="Clock">The clock it steers and reads stamps with.</param>
/// <param name="Plan">Which stamps and why: what the device can do.</param>
internal sealed record DriverResources(Lease<TimestampedSocket> Socket, Lease<IPacketClock> Clock, TimestampingPlan Plan) : IDisposable
{
    /// <summary>Gives both leases back.</summary>
    public void Dispose()
    {
        Socket.Dispose();
        Clock.Dispose();
    }
}
