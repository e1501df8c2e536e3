using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>Runs the grandmasters of one invocation until told to stop, then reports on their clients.</summary>
internal static class GrandmasterRun
{
    // Many clients are answered at once; their stamps are the kernel's.
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(4);

    /// <summary>Exit code: 0 after an orderly end, 1 when a grandmaster could not start or broke.</summary>
    public static async Task<int> RunAsync(GrandmasterOptions options, TimeProvider time, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var hosts = new List<(PtpAddress Address, GrandmasterHost Host)>();
        try
        {
            Open(options, time, hosts);
            foreach ((PtpAddress address, GrandmasterHost host) in hosts)
            {
                host.Start();
                await output.WriteLineAsync(
                    $"acr-lab gm ready: {address} ports {host.Socket.EventPort} and {host.Socket.GeneralPort}, domain {options.Domain}, clockClass {options.ClockClass}, "
                    + $"identity {GrandmasterOptions.IdentityOf(address)}, {(options.TwoStep ? "two-step" : "one-step")}");
            }

            await output.FlushAsync(cancellationToken);
            Task ended = Task.WhenAny(hosts.Select(entry => entry.Host.Completion));
            await FollowAsync(options, hosts, ended, output, time, cancellationToken);
            await GrandmasterReport.WriteAsync(hosts, options.Json, output);
            return ended.IsCompleted ? 1 : 0;
        }
        catch (LinuxException e)
        {
            await errors.WriteLineAsync($"acr-lab gm: {e.Message}");
            return 1;
        }
        finally
        {
            foreach ((_, GrandmasterHost host) in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    private static void Open(GrandmasterOptions options, TimeProvider time, List<(PtpAddress Address, GrandmasterHost Host)> hosts)
    {
        NetworkScope scope = NetworkScope.Resolve(options.VpnInstance);
        foreach (PtpAddress address in options.Listen)
        {
            var sockets = new TimestampedSocketOptions
            {
                Key = new SocketKey(scope, address, options.EventPort, options.GeneralPort),
                Dscp = options.Dscp,
                TimeToLive = options.TimeToLive,
                Gather = s_gather,
            };
            hosts.Add((address, new GrandmasterHost(options.ToSettings(address), sockets, time)));
        }
    }

    /// <summary>Waits for the end, doing on the way what was asked for.</summary>
    private static async Task FollowAsync(
        GrandmasterOptions options, List<(PtpAddress Address, GrandmasterHost Host)> hosts, Task ended, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        foreach (GrandmasterMoment moment in options.Moments)
        {
            if (moment.At >= options.Duration)
            {
                break;
            }

            await WaitAsync(ended, Remaining(moment.At), time, cancellationToken);
            if (ended.IsCompleted || cancellationToken.IsCancellationRequested)
            {
                return;
            }

            foreach ((_, GrandmasterHost host) in hosts)
            {
                await host.PerformAsync(moment);
            }

            await output.WriteLineAsync($"at {moment.At.TotalSeconds:F1} s: {moment.Verb} {moment.Value}");
            await output.FlushAsync(cancellationToken);
        }

        await WaitAsync(ended, options.Duration is { } duration ? Remaining(duration) : null, time, cancellationToken);

        TimeSpan Remaining(TimeSpan until)
        {
            TimeSpan left = until - time.GetElapsedTime(began);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private static async Task WaitAsync(Task ended, TimeSpan? duration, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await ended.WaitAsync(duration ?? Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            // The two orderly ends: a signal, and the time asked for.
        }
    }
}
