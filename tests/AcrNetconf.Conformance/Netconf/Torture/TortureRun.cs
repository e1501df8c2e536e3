using System.Globalization;
using System.Xml.Linq;
using AcrNetconf.Netconf;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>Random sessions do random things to a server and to the reference; every reply and every datastore must agree.</summary>
internal sealed class TortureRun : IAsyncDisposable
{
    private const int MaxSessions = 5;
    private const int Ids = 6;
    private static readonly XNamespace Base = NetconfText.Base;
    private static readonly string[] s_operations = ["merge", "create", "replace", "delete", "remove"];

    // Time stands still but for the steps that let it pass: nothing else may end a session.
    private static readonly NetconfOptions s_options = new()
    {
        Limits = new SessionLimits { IdleTimeout = Timeout.InfiniteTimeSpan, WriteTimeout = Timeout.InfiniteTimeSpan },
    };

    private readonly Random _random;
    private readonly string _features;
    private readonly bool _hasStartup;
    private readonly bool _isRunningWritable;
    private readonly ReferenceServer _reference;
    private readonly MemoryCommitLog _log = new();
    private readonly MemoryStartupStore _startup = new();
    private readonly List<TortureSession> _sessions = [];
    private readonly List<string> _story = [];
    private NetconfHost _host = null!; // StartAsync
    private TortureSession _observer = null!; // StartAsync
    private TimeSpan _now;

    private TortureRun(int seed, bool hasStartup, bool isRunningWritable)
    {
        _random = new Random(seed);
        (_hasStartup, _isRunningWritable) = (hasStartup, isRunningWritable);
        _features = $"{(hasStartup ? "startup" : "")} {(isRunningWritable ? "writable-running" : "")}".Trim();
        _reference = new ReferenceServer(hasStartup);
    }

    /// <summary>How many replies were errors, of how many.</summary>
    public (int Errors, int Replies) Count { get; private set; }

    public static async Task<TortureRun> StartAsync(int seed, bool hasStartup, bool isRunningWritable)
    {
        var run = new TortureRun(seed, hasStartup, isRunningWritable);
        await run.StartHostAsync();
        return run;
    }

    /// <summary>The last steps, for a reader of a failure.</summary>
    public string Story => string.Join('\n', _story.TakeLast(25));

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    /// <summary>One thing happens; then everything is compared.</summary>
    public async Task StepAsync()
    {
        switch (_random.Next(100))
        {
            case < 4:
                await ConnectAsync();
                break;
            case < 6:
                await EndOneAsync();
                break;
            case < 8:
                await PassTimeAsync(TimeSpan.FromSeconds(_random.Next(1, 12)));
                break;
            case 8 when _random.Next(4) == 0:
                await RestartAsync();
                break;
            default:
                await AskAsync(_sessions.Count == 0 ? await ConnectAsync() : _sessions[_random.Next(_sessions.Count)]);
                break;
        }

        await CompareAsync();
    }

    /// <summary>Subscribers have heard of each change since they subscribed.</summary>
    public async Task CheckNotificationsAsync()
    {
        foreach (var session in _sessions.Where(s => s.SubscribedAt is not null))
        {
            // What was posted before the first goes out before the second.
            await session.RpcAsync("<get-config><source><running/></source><filter/></get-config>");
            await session.RpcAsync("<get-config><source><running/></source><filter/></get-config>");
            Assert.AreEqual(_reference.Changes - session.SubscribedAt, session.Notifications.Count(IsChangeOfRunning), $"notifications heard by {session.Id}");
        }
    }

    private static bool IsChangeOfRunning(string notification)
        => notification.Contains("<netconf-config-change", StringComparison.Ordinal) && !notification.Contains("<datastore>startup", StringComparison.Ordinal);

    private async Task StartHostAsync()
    {
        _host = await NetconfHost.StartAsync(s_options, _features, _startup, _log, _now);
        _observer = await OpenAsync();
    }

    private async Task<TortureSession> OpenAsync()
    {
        var channel = await _host.ConnectAsync($"u{_random.Next(3)}", isRecovery: true);
        return new TortureSession(_host.Server.Sessions.Sessions.Max(s => s.Id), channel);
    }

    private async Task<TortureSession> ConnectAsync()
    {
        if (_sessions.Count == MaxSessions)
        {
            return _sessions[0];
        }

        var session = await OpenAsync();
        _sessions.Add(session);
        Tell(session, "connects");
        return session;
    }

    private async Task EndOneAsync()
    {
        if (_sessions.Count == 0)
        {
            return;
        }

        var session = _sessions[_random.Next(_sessions.Count)];
        switch (_random.Next(3))
        {
            case 0:
                Tell(session, "close-session");
                Assert.Contains("<ok/>", await session.RpcAsync("<close-session/>"));
                break;
            case 1:
                Tell(session, "loses its connection");
                session.Channel.Lose();
                break;
            default:
                Tell(session, "ends its input");
                await session.Channel.CloseAsync();
                break;
        }

        await ForgetAsync(session);
    }

    private async Task ForgetAsync(TortureSession session)
    {
        _sessions.Remove(session);
        _reference.End(session.Id);
        await UntilAsync(() => _host.Server.Sessions.Sessions.All(s => s.Id != session.Id), $"session {session.Id} did not end");
    }

    private async Task PassTimeAsync(TimeSpan time)
    {
        _story.Add($"{time.TotalSeconds} s pass");
        _now += time;
        _host.Time.Advance(time);
        _reference.Pass(_now);
        if (_reference.Pending is null)
        {
            await UntilAsync(() => _host.Stores.Current.Pending is null, "the confirmed commit did not time out");
        }
    }

    private async Task RestartAsync()
    {
        _story.Add("the server restarts");
        await _host.DisposeAsync();
        _sessions.Clear();
        _reference.Restart();
        await StartHostAsync();
    }

    private static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        for (var i = 0; !condition(); i++)
        {
            Assert.IsLessThan(10_000, i, otherwise);
            await Task.Delay(1);
        }
    }

    private async Task CompareAsync()
    {
        foreach (var name in _hasStartup ? (string[])["running", "candidate", "startup"] : ["running", "candidate"])
        {
            var found = ItemStore.Parse(await _observer.RpcAsync($"<get-config><source><{name}/></source><filter><item xmlns=\"{TestFeature.Namespace}\"/></filter></get-config>"));
            Assert.AreEqual(_reference[name], found, name);
        }

        Assert.AreEqual(_reference.Pending is null, _host.Stores.Current.Pending is null, "a confirmed commit is pending");
    }

    private async Task AskAsync(TortureSession session)
    {
        switch (_random.Next(20))
        {
            case 0 or 1:
                var target = Store();
                await ExpectAsync(session, $"<lock><target><{target}/></target></lock>", _reference.Lock(session.Id, target));
                break;
            case 2 or 3:
                var held = Store();
                await ExpectAsync(session, $"<unlock><target><{held}/></target></unlock>", _reference.Unlock(session.Id, held));
                break;
            case < 10:
                await EditAsync(session);
                break;
            case < 14:
                await CommitAsync(session);
                break;
            case 14:
                var name = _random.Next(3) == 0 ? "token" : null;
                await ExpectAsync(session, $"<cancel-commit>{Element("persist-id", name)}</cancel-commit>", _reference.Cancel(session.Id, name));
                break;
            case 15:
                await ExpectAsync(session, "<discard-changes/>", _reference.Discard(session.Id));
                break;
            case 16:
                await ExpectAsync(session, "<validate><source><candidate/></source></validate>", _reference.Candidate.Faults());
                break;
            case 17:
                await CopyAsync(session);
                break;
            case 18:
                await ReadAsync(session);
                break;
            default:
                await OddAsync(session);
                break;
        }
    }

    private async Task EditAsync(TortureSession session)
    {
        var target = _isRunningWritable && _random.Next(3) == 0 ? "running" : "candidate";
        var mode = Pick("merge", "merge", "merge", "none", "replace");
        var test = Pick(null, null, "set", "test-then-set", "test-only");
        var goesOn = target == "candidate" && test is null && mode == "merge" && _random.Next(3) == 0;
        if (target == "running" && test == "test-only")
        {
            test = null;
        }

        var ids = Enumerable.Range(1, Ids).OrderBy(_ => _random.Next()).Take(_random.Next(1, 4)).Order();
        var edits = ids.Select(id => RandomEdit(id, mode, isSimple: goesOn)).ToList();
        var xml = $"<edit-config><target><{target}/></target>{Element("default-operation", mode == "merge" ? null : mode)}{Element("test-option", test)}"
            + $"{Element("error-option", goesOn ? "continue-on-error" : Pick(null, "rollback-on-error", "stop-on-error"))}"
            + $"<config xmlns:nc=\"{NetconfText.Base}\">{string.Concat(edits.Select(e => e.Xml))}</config></edit-config>";
        await ExpectAsync(session, xml, _reference.Edit(session.Id, target, edits, mode, test, goesOn));
    }

    private ItemEdit RandomEdit(int id, string mode, bool isSimple)
    {
        var operation = mode == "replace" ? null : Pick([null, null, .. s_operations]);
        var item = operation is "delete" or "remove" ? new Item() : new Item(
            _random.Next(2) == 0 ? null : $"l{_random.Next(5)}",
            _random.Next(3) > 0 ? null : _random.Next(0, 80),
            _random.Next(3) > 0 ? null : _random.Next(1, Ids + 1));
        var label = isSimple || mode == "replace" || operation is "create" or "replace" or "delete" or "remove" || _random.Next(4) > 0
            ? null
            : Pick("create", "delete", "remove");
        return new ItemEdit(id, operation, item, label);
    }

    private async Task CommitAsync(TortureSession session)
    {
        var confirmed = _random.Next(3) == 0;
        var seconds = _random.Next(1, 15);
        var persist = confirmed && _random.Next(3) == 0 ? Pick("token", "other") : null;
        var persistId = _reference.Pending?.Persist is { } token && _random.Next(4) > 0 ? token : _random.Next(12) == 0 ? "token" : null;
        var xml = $"<commit>{(confirmed ? $"<confirmed/><confirm-timeout>{seconds}</confirm-timeout>" : "")}{Element("persist", persist)}{Element("persist-id", persistId)}</commit>";
        await ExpectAsync(session, xml, _reference.Commit(session.Id, confirmed, _now + TimeSpan.FromSeconds(seconds), persist, persistId));
    }

    private async Task CopyAsync(TortureSession session)
    {
        var target = Pick(["candidate", .. _hasStartup ? (string[])["startup"] : [], .. _isRunningWritable ? (string[])["running"] : []]);
        var sources = new[] { "running", "candidate", "startup" }.Where(s => s != target && (s != "startup" || _hasStartup)).Append("config").ToArray();
        var source = Pick(sources);
        var content = source == "config" ? RandomStore() : _reference[source!];
        var text = source == "config"
            ? $"<config>{string.Concat(content.Items.Select(i => new ItemEdit(i.Key, null, i.Value, null).Xml))}</config>"
            : $"<{source}/>";
        await ExpectAsync(session, $"<copy-config><target><{target}/></target><source>{text}</source></copy-config>", _reference.Copy(session.Id, target!, content));
    }

    private ItemStore RandomStore()
    {
        var store = ItemStore.Empty;
        foreach (var id in Enumerable.Range(1, _random.Next(0, Ids)))
        {
            (store, _) = RandomEdit(id, "replace", isSimple: true).Apply(store, "merge");
        }

        return store;
    }

    private async Task ReadAsync(TortureSession session)
    {
        var store = Store();
        var id = _random.Next(1, Ids + 1);
        var reply = await session.RpcAsync(
            $"<get-config><source><{store}/></source><filter><item xmlns=\"{TestFeature.Namespace}\"><id>{id}</id></item></filter></get-config>");
        var wanted = new ItemStore(ItemStore.Empty.Items.AddRange(_reference[store].Items.Where(i => i.Key == id)));
        Assert.AreEqual(wanted, ItemStore.Parse(reply), $"item {id} of {store}");
    }

    private async Task OddAsync(TortureSession session)
    {
        var item = $"<item xmlns=\"{TestFeature.Namespace}\">";
        string Edit(string content) => $"<edit-config><target><candidate/></target><config>{content}</config></edit-config>";
        switch (_random.Next(9))
        {
            case 0 when _sessions.Count > 1:
                var victim = _sessions.First(s => s != session);
                Tell(session, $"kill-session {victim.Id}");
                Assert.Contains("<ok/>", await session.RpcAsync($"<kill-session><session-id>{victim.Id}</session-id></kill-session>"));
                await ForgetAsync(victim);
                break;
            case 1:
                await ExpectAsync(session, $"<kill-session><session-id>{session.Id}</session-id></kill-session>", ["invalid-value"]);
                break;
            case 2:
                await ExpectAsync(session, "<kill-session><session-id>99999</session-id></kill-session>", ["invalid-value"]);
                break;
            case 3:
                await SubscribeAsync(session);
                break;
            case 4 when _hasStartup:
                await ExpectAsync(session, "<delete-config><target><startup/></target></delete-config>", _reference.DeleteStartup(session.Id));
                break;
            case 5:
                await ExpectAsync(session, Edit($"{item}<id>many</id></item>"), ["invalid-value"]);
                break;
            case 6:
                await ExpectAsync(session, Edit($"{item}<label>x</label></item>"), ["missing-element"]);
                break;
            case 7:
                await ExpectAsync(session, Edit($"{item}<id>1</id><colour>red</colour></item>"), ["unknown-element"]);
                break;
            default:
                await ExpectAsync(session, "<commit><confirmed/><confirm-timeout>0</confirm-timeout></commit>", ["invalid-value"]);
                break;
        }
    }

    private async Task SubscribeAsync(TortureSession session)
    {
        await ExpectAsync(
            session, $"<create-subscription xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\"/>", session.SubscribedAt is null ? [] : ["operation-failed"]);
        session.SubscribedAt ??= _reference.Changes;
    }

    private async Task ExpectAsync(TortureSession session, string request, HashSet<string> tags)
    {
        Tell(session, request);
        var reply = XElement.Parse(await session.RpcAsync(request));
        var found = reply.Elements(Base + "rpc-error").Select(e => (string)e.Element(Base + "error-tag")!).ToList();
        _story.Add($"    {(found.Count == 0 ? "ok" : string.Join(' ', found))}");
        Count = (Count.Errors + (found.Count > 0 ? 1 : 0), Count.Replies + 1);
        Assert.AreEqual(tags.Count == 0, found.Count == 0, $"wanted {(tags.Count == 0 ? "ok" : string.Join(" or ", tags))}, got {reply}");
        Assert.IsTrue(found.All(tags.Contains), $"wanted {string.Join(" or ", tags)}, got {reply}");
        Assert.AreEqual(found.Count == 0, reply.Element(Base + "ok") is not null, reply.ToString());
    }

    private string Store() => Pick(["running", "candidate", "candidate", .. _hasStartup ? (string[])["startup"] : []])!;

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private static string Element(string name, string? value) => value is null ? "" : $"<{name}>{value}</{name}>";

    private void Tell(TortureSession session, string what)
        => _story.Add(string.Create(CultureInfo.InvariantCulture, $"{session.Id}: {what}   [running {_reference.Running} candidate {_reference.Candidate}]"));
}
