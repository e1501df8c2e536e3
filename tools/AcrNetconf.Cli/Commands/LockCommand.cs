using System.CommandLine;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.Cli.Commands;

/// <summary>acr lock: holds the lock of a datastore (RFC 6241 §7.5) for a time, until interrupted, or until standard input ends.</summary>
internal static class LockCommand
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;

    public static Command Create(SessionOptions session)
    {
        var target = new Argument<string>("datastore") { Description = "running, candidate or startup", DefaultValueFactory = _ => "candidate" };
        target.AcceptOnlyFromAmong("running", "candidate", "startup");
        var seconds = new Option<double?>("--for") { HelpName = "SECONDS", Description = "release after this time" };
        return session.Run(new Command("lock", "lock a datastore until interrupted, the end of standard input, or a time") { target, seconds }, async (result, client, cancellationToken) =>
        {
            var datastore = new XElement(Base + "target", new XElement(Base + result.GetValue(target)!)); // has a default
            await client.RequestAsync(new XElement(Base + "lock", datastore), cancellationToken);
            Output.Ok(result.GetValue(session.Json), $"{result.GetValue(target)} is locked");
            try
            {
                if (result.GetValue(seconds) is { } time)
                {
                    await Task.Delay(TimeSpan.FromSeconds(time), cancellationToken);
                }
                else
                {
                    while (await Console.In.ReadLineAsync(cancellationToken) is not null)
                    {
                        // Only the end of the input matters.
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // Interrupted: the lock is given back below.
            }

            await client.RequestAsync(new XElement(Base + "unlock", datastore), CancellationToken.None);
        });
    }
}
