using System.Xml.Linq;
using Spectre.Console;

namespace AcrNetconf.Cli.Commands.Live;

/// <summary>Refreshes the live view once a second on a terminal.</summary>
internal static class LiveStatus
{
    private const int Remembered = 180;

    /// <param name="read">Reads the state container.</param>
    /// <param name="cancellationToken">Ends the view.</param>
    public static async Task RunAsync(Func<CancellationToken, Task<XElement?>> read, CancellationToken cancellationToken)
    {
        var history = new StatusHistory(Remembered);
        var console = AnsiConsole.Console;
        console.Profile.Width = Math.Max(80, console.Profile.Width);
        var first = await read(cancellationToken);
        history.Add(first);
        console.Clear();
        await console.Live(StatusScreen.Of(first, history)).StartAsync(async view =>
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                var state = await read(cancellationToken);
                history.Add(state);
                view.UpdateTarget(StatusScreen.Of(state, history));
            }
        });
    }
}
