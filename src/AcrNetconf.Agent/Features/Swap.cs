using AcrNetconf.Datastores.Commit;

namespace AcrNetconf.Agent.Features;

/// <summary>A prepared change that needs no waiting.</summary>
internal sealed class Swap(Action apply, Action? abort = null) : IPreparedChange
{
    /// <inheritdoc/>
    public ValueTask ApplyAsync()
    {
        apply();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask AbortAsync()
    {
        abort?.Invoke();
        return ValueTask.CompletedTask;
    }
}
