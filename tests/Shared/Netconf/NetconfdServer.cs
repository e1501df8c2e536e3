using System.Diagnostics;
using System.Globalization;

namespace AcrNetconf.Testing.Netconf;

/// <summary>netconfd (Debian package netconfd) behind an sshd of its own, both on loopback and both ended by process id.</summary>
internal sealed class NetconfdServer : ServerUnderTest
{
    private readonly Process _server;
    private readonly Process _sshd;

    /// <summary>Starts both.</summary>
    /// <param name="moduleFolder">Where to find <paramref name="modules"/> besides the package's own modules.</param>
    /// <param name="modules">Modules to serve besides the built-in ones.</param>
    public NetconfdServer(string moduleFolder, params string[] modules)
        : base(new ServerFolder())
    {
        File.WriteAllText(Folder.File("startup-cfg.xml"), "<?xml version=\"1.0\"?><config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"/>");
        var socket = Folder.File("ncx.sock");
        string[] options =
        [
            "--target=candidate", "--with-startup=false", $"--startup={Folder.File("startup-cfg.xml")}", "--superuser=root", "--access-control=off", "--log-level=error",
            $"--log={Folder.File("netconfd.log")}", $"--ncxserver-sockname={socket}",
            string.Create(CultureInfo.InvariantCulture, $"--port={Folder.Port}"), $"--modpath={moduleFolder}:/usr/share/yuma/modules", .. modules.Select(m => $"--module={m}"),
        ];
        _server = Start("/usr/sbin/netconfd", options);
        _sshd = StartSshd(socket);
    }

    public override string Name => "netconfd";

    public override Process Process => _server;

    public override SshTarget Target => new(Folder.Port, "root", Folder.KeyFile);

    public static bool IsInstalled => File.Exists("/usr/sbin/netconfd") && File.Exists("/usr/sbin/sshd");

    public override void Dispose()
    {
        ServerFolder.End(_sshd);
        ServerFolder.End(_server);
        Folder.Dispose();
    }

    private Process StartSshd(string socket)
    {
        ServerFolder.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-f", Folder.File("host"));
        Directory.CreateDirectory("/run/sshd");
        File.WriteAllText(Folder.File("sshd_config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {Folder.Port}
            ListenAddress 127.0.0.1
            HostKey {Folder.File("host")}
            AuthorizedKeysFile {Folder.KeyFile}.pub
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            MaxStartups 1000
            MaxSessions 1000
            PidFile none
            Subsystem netconf /usr/sbin/netconf-subsystem --ncxserver-sockname={Folder.Port}@{socket}

            """));
        return Start("/usr/sbin/sshd", ["-D", "-e", "-f", Folder.File("sshd_config")]);
    }

    private Process Start(string program, string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            WorkingDirectory = Folder.Path,
            Environment = { ["HOME"] = Folder.Path },
        })!; // throws when it cannot start
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
