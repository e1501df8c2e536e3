using AcrNetconf.Datastores.Commit;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>What a health-gated commit waits for: a server is traced and clock recovery is locked.</summary>
/// <remarks>Transitions are heard on the driver's loop and remembered here, because the driver's status is a snapshot and may miss a short break.</remarks>
internal sealed class ClientHealth(Func<TelecomSlaveStatus?> status, TimeProvider time) : IServiceHealth
{
    private long _lastChange = time.GetTimestamp();

    /// <summary>Takes note of a transition. Any thread.</summary>
    public void Observe(PtpEvent occurrence)
    {
        if (occurrence is PtpEvent.ServoChanged or PtpEvent.TraceSourceChanged)
        {
            Volatile.Write(ref _lastChange, time.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public ServiceHealth Assess()
    {
        // Read before the status: a transition in between then makes the time too short, never too long.
        var healthyFor = time.GetElapsedTime(Volatile.Read(ref _lastChange));
        return status() switch
        {
            null => new ServiceHealth(null, "no client is running"),
            { TraceSource: null } => new ServiceHealth(null, "no server is traced"),
            { Servo.State: not ServoState.Locked } slave => new ServiceHealth(null, $"clock recovery is in state {Names.Of(slave.Servo.State)}"),
            { TraceSource: var server } => new ServiceHealth(healthyFor, $"server {server} was traced and the clock locked"),
        };
    }
}
