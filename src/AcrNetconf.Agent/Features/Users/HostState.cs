using AcrNetconf.Datastores.Features;
using AcrNetconf.Linux;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>/system-state (RFC 7317 §3.2): the operating system, and the clock it keeps.</summary>
/// <param name="schema">The served schema.</param>
/// <param name="model">Where it stands.</param>
/// <param name="time">The clock of the operating system.</param>
/// <param name="upTime">How long the host has been up.</param>
internal sealed class HostState(SchemaContext schema, SystemModel model, TimeProvider time, Func<TimeSpan> upTime) : IStateSource
{
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(1.5);

    private readonly KernelIdentity _kernel = KernelIdentity.Read();
    private long _bootTicks;

    /// <inheritdoc/>
    public IReadOnlyCollection<SchemaNode> Provides => [model.State];

    /// <inheritdoc/>
    public DataBranch Contribute(DataBranch root)
    {
        var now = time.GetUtcNow();
        return root.With(new TreeBuilder(schema, model.State)
            .Enter("platform")
            .Leaf("os-name", _kernel.Name)
            .Leaf("os-release", _kernel.Release)
            .Leaf("os-version", _kernel.Version)
            .Leaf("machine", _kernel.Machine)
            .Exit()
            .Enter("clock")
            .Leaf("current-datetime", DateAndTime.Seconds(now))
            .Leaf("boot-datetime", DateAndTime.Seconds(BootTime(now)))
            .Exit()
            .Build());
    }

    // A difference of two clocks moves a little at each look; only a step of the clock is told.
    private DateTimeOffset BootTime(DateTimeOffset now)
    {
        var boot = now - upTime();
        var told = new DateTimeOffset(Interlocked.Read(ref _bootTicks), TimeSpan.Zero);
        if ((boot - told).Duration() <= Jitter)
        {
            return told;
        }

        Interlocked.Exchange(ref _bootTicks, boot.UtcTicks);
        return boot;
    }
}
