namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>What a server has to do, in the fewest words: three values, three locks, one confirmed commit. Methods answer with the error tags allowed; none means ok.</summary>
internal sealed class ReferenceServer(bool hasStartup)
{
    private static readonly HashSet<string> Ok = [];

    private readonly Dictionary<string, uint> _locks = [];

    public ItemStore Running { get; private set; } = ItemStore.Empty;

    public ItemStore Candidate { get; private set; } = ItemStore.Empty;

    public ItemStore Startup { get; private set; } = ItemStore.Empty;

    public PendingModel? Pending { get; private set; }

    /// <summary>How often running changed: as often a subscriber has to hear of it.</summary>
    public int Changes { get; private set; }

    public ItemStore this[string name] => name switch { "running" => Running, "candidate" => Candidate, _ => Startup };

    public HashSet<string> Lock(uint session, string target)
    {
        if (_locks.ContainsKey(target)
            || (target == "running" && Pending is { } pending && pending.Owner != session)
            || (target == "candidate" && Candidate != Running))
        {
            return Tag("lock-denied");
        }

        _locks[target] = session;
        return Ok;
    }

    public HashSet<string> Unlock(uint session, string target)
    {
        if (!_locks.TryGetValue(target, out var holder) || holder != session)
        {
            return Tag("operation-failed");
        }

        _locks.Remove(target);
        Candidate = target == "candidate" ? Running : Candidate;
        return Ok;
    }

    public HashSet<string> Edit(uint session, string target, IEnumerable<ItemEdit> edits, string defaultOperation, string? test, bool goesOn)
    {
        if (InUse(session, target))
        {
            return Tag("in-use");
        }

        var errors = new HashSet<string>();
        var edited = defaultOperation == "replace" ? ItemStore.Empty : this[target];
        foreach (var edit in edits)
        {
            (edited, var found) = edit.Apply(edited, defaultOperation == "replace" ? "merge" : defaultOperation);
            errors.UnionWith(found);
        }

        if (errors.Count > 0 && !goesOn)
        {
            return errors;
        }

        var faults = target == "running" || test is "test-then-set" or "test-only" ? edited.Faults() : [];
        if (faults.Count == 0 && test != "test-only")
        {
            Write(target, edited);
        }

        return errors.Count > 0 ? errors : faults;
    }

    public HashSet<string> Copy(uint session, string target, ItemStore content)
    {
        if (InUse(session, target))
        {
            return Tag("in-use");
        }

        var faults = target == "candidate" ? [] : content.Faults();
        if (faults.Count == 0)
        {
            Write(target, content);
        }

        return faults;
    }

    public HashSet<string> DeleteStartup(uint session)
    {
        if (InUse(session, "startup"))
        {
            return Tag("in-use");
        }

        Startup = ItemStore.Empty;
        return Ok;
    }

    public HashSet<string> Discard(uint session)
    {
        if (InUse(session, "candidate"))
        {
            return Tag("in-use");
        }

        Candidate = Running;
        return Ok;
    }

    public HashSet<string> Commit(uint session, bool confirmed, TimeSpan deadline, string? persist, string? persistId)
    {
        if (InUse(session, "running") || InUse(session, "candidate"))
        {
            return Tag("in-use");
        }

        // RFC 6241 §8.4.1, §8.3.4.1: a persistent one is confirmed by whoever knows its name, the others by their session.
        if (Pending?.Persist != persistId)
        {
            return Tag("invalid-value");
        }

        if (Pending is { Persist: null } other && other.Owner != session)
        {
            return Tag("in-use");
        }

        var faults = Candidate.Faults();
        if (faults.Count > 0)
        {
            return faults;
        }

        var pending = Pending;
        Pending = confirmed ? new PendingModel(pending?.Owner ?? session, persist ?? pending?.Persist, deadline, pending?.RevertTo ?? Running) : null;
        Write("running", Candidate);
        return Ok;
    }

    public HashSet<string> Cancel(uint session, string? persistId)
    {
        if (Pending is not { } pending)
        {
            return Tag("operation-failed");
        }

        if (pending.Persist != persistId)
        {
            return Tag("invalid-value");
        }

        // RFC 6241 §7.5: who holds the lock is the only one to change running.
        if ((pending.Persist is null && pending.Owner != session) || InUse(session, "running"))
        {
            return Tag("in-use");
        }

        Revert();
        return Ok;
    }

    /// <summary>A session is gone: RFC 6241 §7.8, §7.9, §8.4.1.</summary>
    public void End(uint session)
    {
        Candidate = _locks.GetValueOrDefault("candidate") == session ? Running : Candidate;
        foreach (var (target, _) in _locks.Where(l => l.Value == session).ToArray())
        {
            _locks.Remove(target);
        }

        if (Pending is { Persist: null } pending && pending.Owner == session)
        {
            Revert();
        }
    }

    public void Pass(TimeSpan now)
    {
        if (Pending is { } pending && pending.Deadline <= now)
        {
            Revert();
        }
    }

    /// <summary>The process ends and begins again.</summary>
    public void Restart()
    {
        _locks.Clear();
        if (Pending is not null)
        {
            Revert();
        }

        Running = hasStartup ? Startup : Running;
        Candidate = Running;
    }

    private static HashSet<string> Tag(string tag) => [tag];

    private bool InUse(uint session, string target) => _locks.TryGetValue(target, out var holder) && holder != session;

    private void Write(string target, ItemStore content)
    {
        switch (target)
        {
            case "startup":
                Startup = content;
                break;
            case "candidate":
                Candidate = content;
                break;
            default:
                // A candidate somebody works in does not follow.
                Candidate = Candidate == Running ? content : Candidate;
                Changes += content == Running ? 0 : 1;
                Running = content;
                break;
        }
    }

    private void Revert()
    {
        var target = Pending!.RevertTo; // callers have looked
        Pending = null;
        var isKept = _locks.ContainsKey("candidate") && Candidate != Running;
        Changes += target == Running ? 0 : 1;
        Running = target;
        Candidate = isKept ? Candidate : target;
    }
}
