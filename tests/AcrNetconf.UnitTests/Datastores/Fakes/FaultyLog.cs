using AcrNetconf.Datastores;
using AcrNetconf.Datastores.History;

namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>The real log, with faults before and a kill before or after every write.</summary>
internal sealed class FaultyLog(ICommitLog log, FaultScript faults) : ICommitLog
{
    public long LastId => log.LastId;

    public void Append(CommitRecord record, PendingConfirm? pending, Func<string> snapshot)
        => Write("append", () => log.Append(record, pending, snapshot));

    public void SetPending(PendingConfirm? pending, CommitOutcome resolved) => Write("set pending", () => log.SetPending(pending, resolved));

    public void Note(long id, CommitOutcome outcome, TimeSpan? duration) => Write("note", () => log.Note(id, outcome, duration));

    public void Replace(CommitRestart history, CommitRecord current, string snapshot) => Write("replace", () => log.Replace(history, current, snapshot));

    public PendingConfirm? LoadPending() => log.LoadPending();

    public CommitRestart LoadRestart(long upToId) => log.LoadRestart(upToId);

    public long FirstId() => log.FirstId();

    public CommitRecord? Find(long id) => log.Find(id);

    public CommitRecord? FindLabel(string label) => log.FindLabel(label);

    public long? Back(long steps) => log.Back(steps);

    public IReadOnlyList<CommitRecord> List(int limit, long? beforeId = null) => log.List(limit, beforeId);

    public void Dispose()
    {
        // The log outlives the process that is simulated.
    }

    private void Write(string what, Action write)
    {
        if (faults.At($"before {what}") != Fault.None)
        {
            throw new IOException("no space left on device");
        }

        write();
        _ = faults.At($"after {what}");
    }
}
