using System.CommandLine;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Ssh;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AcrNetconf.Agent;

/// <summary>acr-netconf: binds and hosts, no algorithm.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        SshProcessEnvironment.Prepare();

        var command = AgentCommandLine.Create(RunAsync).Parse(args);
        if (command.Errors is [var wrong, ..])
        {
            await Console.Error.WriteLineAsync($"acr-netconf: {wrong.Message.ReplaceLineEndings(" ")}");
            return 2;
        }

        // The host handles SIGINT and SIGTERM; the command line must not cut its stop short.
        return await command.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task<int> RunAsync(AgentOptions options, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var level = new LogLevelSwitch(options.LogLevel);
        builder.Logging.SetMinimumLevel(LogLevel.Trace)
            .AddFilter(level.Admits)
            .AddFilter("Microsoft", LogLevel.Warning)

            // A refused start is one sentence, printed below; the host would add a stack trace.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(level);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<AgentService>();
        using var host = builder.Build();
        try
        {
            await host.RunAsync(cancellationToken);
            return 0;
        }
        catch (StartRefusedException refusal)
        {
            await Console.Error.WriteLineAsync($"acr-netconf: {refusal.Message}");
            return 1;
        }
    }
}
