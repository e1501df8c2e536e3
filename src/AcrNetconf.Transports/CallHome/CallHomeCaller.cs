using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.CallHome;

/// <summary>Calls one client home for as long as it is configured. One task.</summary>
/// <remarks>
/// <code>
///   CallHomePlan: when, which endpoint ─▶ dial: TCP, then SSH or TLS server until its end ─▶ CallHomePlan
/// </code>
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A token source without timer holds nothing.")]
internal sealed class CallHomeCaller
{
    private readonly CallHomePlan _plan;
    private readonly CallHomeDial _dial;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _retired = new();
    private volatile CallHomeCaller? _predecessor;
    private readonly CancellationTokenSource _dismissed = new();
    private volatile CallHomeStatus _status;

    /// <param name="client">The settings.</param>
    /// <param name="dial">Makes and serves one connection.</param>
    /// <param name="roll">Dice of the plan.</param>
    /// <param name="time">Clock of pauses and periods.</param>
    /// <param name="logger">Gets calls and their ends.</param>
    /// <param name="predecessor">Whom this one follows, retired: a client is not called twice at a time.</param>
    public CallHomeCaller(CallHomeClient client, CallHomeDial dial, Func<int, int> roll, TimeProvider time, ILogger logger, CallHomeCaller? predecessor)
    {
        Client = client;
        _plan = new CallHomePlan(client, roll);
        _dial = dial;
        _time = time;
        _logger = logger;
        _predecessor = predecessor;
        _status = new CallHomeStatus(client.Name, CallHomePhase.Waiting, _plan.Endpoint);
        Completion = RunAsync();
    }

    public CallHomeClient Client { get; }

    /// <summary>Where its calls stand; those of whom it follows until that one is done. Any thread.</summary>
    public CallHomeStatus Status => _predecessor?.Status ?? _status;

    /// <summary>Completes when it is retired and its connection, if it had one, is over.</summary>
    public Task Completion { get; }

    /// <summary>Calls no more. A connection that exists goes on.</summary>
    public void Retire() => _retired.Cancel();

    /// <summary>Calls no more and ends the connection, if there is one, also that of whom it follows.</summary>
    public void Dismiss()
    {
        _retired.Cancel();
        _dismissed.Cancel();
        _predecessor?.Dismiss();
    }

    private async Task RunAsync()
    {
        if (_predecessor is { } predecessor)
        {
            await predecessor.Completion;
            _predecessor = null;
        }

        var pause = _plan.Begin(_time.GetUtcNow());
        Wait(pause);
        while (await PausedAsync(pause))
        {
            pause = await CallAsync();
            Wait(pause);
        }
    }

    private void Wait(TimeSpan pause)
        => _status = _status with { Phase = CallHomePhase.Waiting, Endpoint = _plan.Endpoint, NextCall = _time.GetUtcNow() + pause, Failures = _plan.Failures };

    private async Task<bool> PausedAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            // Timers count whole milliseconds and drop the rest; a call before its time would be followed by another one.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), _time, _retired.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !_retired.IsCancellationRequested;
    }

    private async Task<CallHomeEnd> DialAsync(CallHomeEndpoint endpoint)
    {
        try
        {
            _status = _status with { Phase = CallHomePhase.Calling, NextCall = null };
            return await _dial(Client, endpoint, () => _status = _status with { Phase = CallHomePhase.Connected }, _dismissed.Token, _retired.Token);
        }
        catch (Exception exception)
        {
            // A fault of ours on one connection must not be the last call: it counts as a failure, the pause grows.
            Log.CallFaulted(_logger, exception, Client.Name, endpoint);
            return new CallHomeEnd(false, "internal error");
        }
    }

    /// <returns>The pause before the next call.</returns>
    private async Task<TimeSpan> CallAsync()
    {
        var endpoint = _plan.Endpoint;
        var begun = _time.GetUtcNow();
        var end = await DialAsync(endpoint);
        _status = _status with { LastEnd = end.Reason };
        if (end.WasAuthenticated)
        {
            _status = _status with { Connections = _status.Connections + 1 };
            var wait = _plan.AfterConnection(begun, _time.GetUtcNow());
            if (_retired.IsCancellationRequested)
            {
                Log.LastCallEnded(_logger, Client.Name, endpoint, end.Reason);
            }
            else
            {
                Log.CallEnded(_logger, Client.Name, endpoint, end.Reason, wait.TotalSeconds);
            }

            return wait;
        }

        var pause = _plan.AfterFailure();
        if (!_retired.IsCancellationRequested && int.IsPow2(_plan.Failures))
        {
            Log.CallFailed(_logger, Client.Name, endpoint, end.Reason, _plan.Failures, pause.TotalSeconds);
        }

        return pause;
    }
}
