using AcrNetconf.Datastores;
using AcrNetconf.Datastores.History;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>A commit log that forgets when the process ends.</summary>
internal sealed class MemoryCommitLog : ICommitLog
{
    private readonly List<CommitRecord> _records = [];
    private PendingConfirm? _pending;

    public long LastId => _records.Count;

    public void Append(CommitRecord record, PendingConfirm? pending, Func<string> snapshot)
    {
        Assert.AreEqual(LastId + 1, record.Id);
        _records.Add(record);
        _pending = pending;
    }

    public void SetPending(PendingConfirm? pending, CommitOutcome resolved) => _pending = pending;

    public void Note(long id, CommitOutcome outcome, TimeSpan? duration)
        => _records[(int)id - 1] = _records[(int)id - 1] with { Outcome = outcome, Duration = duration };

    public void Replace(CommitRestart history, CommitRecord current, string snapshot) => throw new NotSupportedException();

    public long FirstId() => Math.Min(1, LastId);

    public CommitRecord? Find(long id) => id >= 1 && id <= LastId ? _records[(int)id - 1] : null;

    public CommitRecord? FindLabel(string label) => _records.LastOrDefault(r => r.Label == label);

    public long? Back(long steps) => steps < LastId ? LastId - steps : null;

    public PendingConfirm? LoadPending() => _pending;

    public CommitRestart LoadRestart(long upToId) => new(null, 0, [.. _records.Take((int)upToId)]);

    public IReadOnlyList<CommitRecord> List(int limit, long? beforeId = null)
        => [.. _records.Where(r => beforeId is null || r.Id < beforeId).Reverse().Take(limit)];

    public void Dispose()
    {
    }
}
