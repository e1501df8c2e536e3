using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AcrNetconf.Testing.Netconf;

/// <summary>What a server under test needs around it: a directory of its own, a key pair for its user, a free port.</summary>
internal sealed class ServerFolder : IDisposable
{
    public ServerFolder()
    {
        Path = Directory.CreateTempSubdirectory("acr-server").FullName;
        KeyFile = File("id_ed25519");
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-C", "driver", "-f", KeyFile);
        Port = FreePort();
    }

    public string Path { get; }

    public string KeyFile { get; }

    public int Port { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Runs a program to its end; it must succeed.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!; // throws when it cannot start
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}{output}");
    }

    /// <summary>A signal to one process of ours, by its id.</summary>
    public static void Signal(Process process, string signal)
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }

    /// <summary>SIGTERM, then SIGKILL after five seconds.</summary>
    public static void End(Process process)
    {
        Signal(process, "TERM");
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            Signal(process, "KILL");
            process.WaitForExit();
        }

        process.Dispose();
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A program that is just ending may still write into it; the directory is a temporary one.
        }
    }

    /// <summary>A port of the loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
