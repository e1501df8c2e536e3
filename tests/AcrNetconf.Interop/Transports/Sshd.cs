using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Transports;

/// <summary>The system's sshd on a loopback port with a host key, a configuration and one user (root, by key) of its own.</summary>
internal sealed class Sshd : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("acr-sshd-");
    private readonly BackgroundProcess _process;

    /// <param name="subsystem">Command of the subsystem netconf.</param>
    public Sshd(string subsystem)
    {
        Directory.CreateDirectory("/run/sshd"); // where sshd wants an empty directory, which its service would make
        MakeKey("host_key");
        MakeKey("user_key");
        File.Copy(KeyFile + ".pub", Path.Combine(_directory.FullName, "authorized_keys"));
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Port = ((IPEndPoint)socket.LocalEndPoint!).Port; // bound
        }

        string configuration = Path.Combine(_directory.FullName, "sshd_config");
        File.WriteAllText(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            ListenAddress 127.0.0.1
            Port {Port}
            HostKey {_directory.FullName}/host_key
            AuthorizedKeysFile {_directory.FullName}/authorized_keys
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            PermitTTY no
            DisableForwarding yes
            PermitUserRC no
            Subsystem netconf {subsystem}

            """));
        _process = BackgroundProcess.Start("/usr/sbin/sshd", ["-D", "-e", "-f", configuration]);
    }

    public int Port { get; }

    public string KeyFile => Path.Combine(_directory.FullName, "user_key");

    public string Log => _process.Output;

    public Task<bool> IsUpAsync() => _process.WaitForOutputAsync("Server listening", TimeSpan.FromSeconds(10));

    /// <summary>Arguments of <c>ssh -s netconf</c>.</summary>
    public string[] ClientArguments =>
    [
        "-F", "none", "-p", $"{Port}", "-i", KeyFile, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
        "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "root@127.0.0.1", "-s", "netconf",
    ];

    public void Dispose()
    {
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private void MakeKey(string name)
        => Assert.AreEqual(0, Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", Path.Combine(_directory.FullName, name)).Code);
}
