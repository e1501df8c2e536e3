using AcrNetconf.Transports.CallHome;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Transports.CallHome;

[TestClass]
public sealed class CallHomeCallerTests
{
    private static readonly CallHomeClient s_client = new("noc", [new("1", CallHomeProtocol.Ssh, "192.0.2.1", 4334)]) { FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(60) };

    private readonly FakeTimeProvider _time = new();
    private readonly List<TaskCompletionSource<CallHomeEnd>> _calls = [];
    private Action? _connected;

    [TestMethod]
    [TestProperty("row", "8071-4.1-again")]
    public void Hundred_lost_connections_are_made_again_each_after_the_first_pause()
    {
        var caller = Call(s_client);
        for (var i = 1; i <= 100; i++)
        {
            Assert.HasCount(i, _calls);
            _calls[^1].SetResult(new CallHomeEnd(true, "lost"));
            Advance(0.999);
            Assert.HasCount(i, _calls, "too early");
            Advance(0.001);
        }

        Assert.HasCount(101, _calls);
        Assert.IsFalse(caller.Completion.IsCompleted);
    }

    [TestMethod]
    [TestProperty("row", "8071-4.1-again")]
    public void Client_that_is_never_there_is_called_once_a_minute_in_the_end()
    {
        Call(s_client);
        _calls[0].SetResult(new CallHomeEnd(false, "refused"));
        for (var hours = 0; hours < 24 * 3600; hours += 10)
        {
            var before = _calls.Count;
            Advance(10);
            if (_calls.Count > before)
            {
                _calls[^1].SetResult(new CallHomeEnd(false, "refused"));
            }
        }

        Assert.IsInRange(24 * 60 * 5 / 7, (24 * 60) + 10, _calls.Count);
    }

    [TestMethod]
    public void Fault_of_ours_is_not_the_last_call()
    {
        Call(s_client);
        _calls[0].SetException(new InvalidOperationException("a bug"));
        Advance(1);
        Assert.HasCount(2, _calls);
    }

    [TestMethod]
    public async Task Retired_caller_waits_for_its_connection_and_calls_no_more()
    {
        var caller = Call(s_client);
        caller.Retire();
        Assert.IsFalse(caller.Completion.IsCompleted, "the session goes on");
        var successor = Call(s_client with { MaxAttempts = 7 }, caller);
        Assert.HasCount(1, _calls, "a client is not called twice at a time");
        _calls[0].SetResult(new CallHomeEnd(true, "closed by the client"));
        await caller.Completion;
        Assert.HasCount(2, _calls);
        Assert.AreEqual(7, successor.Client.MaxAttempts);
    }

    [TestMethod]
    public async Task Retiring_between_calls_ends_at_once()
    {
        var caller = Call(s_client);
        _calls[0].SetResult(new CallHomeEnd(false, "refused"));
        caller.Retire();
        await caller.Completion;
        Advance(100);
        Assert.HasCount(1, _calls);
    }

    [TestMethod]
    [TestProperty("row", "8071-4.2")]
    public async Task Dismissed_caller_ends_the_connection_of_whom_it_follows_and_calls_no_more()
    {
        var caller = Call(s_client);
        caller.Retire();
        var successor = Call(s_client with { MaxAttempts = 7 }, caller);
        successor.Dismiss();
        await successor.Completion;
        Assert.IsTrue(caller.Completion.IsCompleted);
        Advance(100);
        Assert.HasCount(1, _calls);
    }

    [TestMethod]
    public void Status_says_what_is_being_done_and_what_came_of_the_last_call()
    {
        var caller = Call(s_client with { MaxAttempts = 1, Endpoints = [s_client.Endpoints[0], new("2", CallHomeProtocol.Tls, "192.0.2.2", 4335)] });
        Assert.AreEqual((CallHomePhase.Calling, "1", null, 0, 0, null), Of(caller));
        _calls[0].SetResult(new CallHomeEnd(false, "refused"));
        Assert.AreEqual((CallHomePhase.Waiting, "2", 1.0, 0, 1, "refused"), Of(caller));
        Advance(1);
        Assert.AreEqual((CallHomePhase.Calling, "2", null, 0, 1, "refused"), Of(caller));
        _connected!();
        Assert.AreEqual((CallHomePhase.Connected, "2", null, 0, 1, "refused"), Of(caller));
        _calls[1].SetResult(new CallHomeEnd(true, "lost"));
        Assert.AreEqual((CallHomePhase.Waiting, "1", 1.0, 1, 0, "lost"), Of(caller));
    }

    [TestMethod]
    public void Status_is_that_of_whom_one_follows_until_that_one_is_done()
    {
        var caller = Call(s_client);
        _connected!();
        caller.Retire();
        var successor = Call(s_client with { MaxAttempts = 7 }, caller);
        Assert.AreEqual(CallHomePhase.Connected, successor.Status.Phase);
        _calls[0].SetResult(new CallHomeEnd(true, "closed"));
        Assert.AreEqual(CallHomePhase.Calling, successor.Status.Phase);
        Assert.IsNull(successor.Status.LastEnd, "of other settings");
    }

    private (CallHomePhase Phase, string Endpoint, double? Pause, int Connections, int Failures, string? LastEnd) Of(CallHomeCaller caller)
    {
        var status = caller.Status;
        Assert.AreEqual("noc", status.Client);
        return (status.Phase, status.Endpoint.Name, (status.NextCall - _time.GetUtcNow())?.TotalSeconds, status.Connections, status.Failures, status.LastEnd);
    }

    private CallHomeCaller Call(CallHomeClient client, CallHomeCaller? predecessor = null) => new(
        client,
        (_, _, connected, dismissed, _) =>
        {
            _connected = connected;
            var call = new TaskCompletionSource<CallHomeEnd>();
            _calls.Add(call);
            dismissed.Register(() => call.TrySetResult(new CallHomeEnd(true, CallHomeTerms.DismissalReason)));
            return call.Task;
        },
        sides => sides / 2,
        _time,
        NullLogger.Instance,
        predecessor);

    private void Advance(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
