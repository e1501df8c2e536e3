namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>Time as one process sees it: when the process is killed its timers fire no more.</summary>
/// <remarks>
/// Without it the coordinator of a killed process would live on beside its successor and ask the shared clock from a thread of its own, which makes the clock fire the
/// successor's timers there, out of order with the test.
/// </remarks>
internal sealed class MortalTime(TimeProvider time, Task killed) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => killed.IsCompleted ? DateTimeOffset.UnixEpoch : time.GetUtcNow();

    public override long GetTimestamp() => killed.IsCompleted ? 0 : time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => killed.IsCompleted ? new DeadTimer() : time.CreateTimer(s =>
        {
            if (!killed.IsCompleted)
            {
                callback(s);
            }
        }, state, dueTime, period);

    private sealed class DeadTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
