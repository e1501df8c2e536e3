using AcrNetconf.Datastores.Commit;

namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>A clock that is locked or not, as the test says.</summary>
internal sealed class FakeHealth(TimeProvider time) : IServiceHealth
{
    private long? _since;

    public bool IsLocked
    {
        get => _since is not null;
        set => _since = value ? _since ?? time.GetTimestamp() : null;
    }

    public ServiceHealth Assess() => _since is { } since
        ? new ServiceHealth(time.GetElapsedTime(since), "server 1 was traced and the clock locked")
        : new ServiceHealth(null, "no server is traced");
}
