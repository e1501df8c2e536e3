using System.CommandLine;
using System.Runtime.InteropServices;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Ssh;

namespace AcrNetconf.Agent;

/// <summary>acr-netconf: binds and hosts, no algorithm.</summary>
internal static class Program
{
    // A stop that hangs must not hold up the host's own.
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(15);

    private static async Task<int> Main(string[] args)
    {
        SshProcessEnvironment.Prepare();

        var command = AgentCommandLine.Create(RunAsync).Parse(args);
        if (command.Errors is [var wrong, ..])
        {
            await Console.Error.WriteLineAsync($"acr-netconf: {wrong.Message.ReplaceLineEndings(" ")}");
            return 2;
        }

        // Signals are taken below; the command line must not cut a stop short.
        return await command.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task<int> RunAsync(AgentOptions options, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var level = new LogLevelSwitch(options.LogLevel);
        using var journal = Journal.Open(level, TimeProvider.System);
        try
        {
            await using var agent = new AgentService(options, level, TimeProvider.System, journal);
            await agent.StartAsync(cancellationToken);
            await ended.Task;
            await agent.StopAsync(CancellationToken.None).WaitAsync(s_stopLimit, CancellationToken.None);
            return 0;
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync($"acr-netconf: not stopped within {s_stopLimit.TotalSeconds} s, ended all the same");
            return 1;
        }
        catch (StartRefusedException refusal)
        {
            await Console.Error.WriteLineAsync($"acr-netconf: {refusal.Message}");
            return 1;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.TrySetResult();
        }
    }
}
