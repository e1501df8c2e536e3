using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace AcrNetconf.Cli.Client;

/// <summary>Logs in over SSH: the server's host key looked up first, then keys or a password; what is missing is asked for at a terminal.</summary>
/// <param name="options">Where and as whom.</param>
/// <param name="ask">Asks for a secret without showing it, or returns null where nobody can be asked.</param>
internal sealed class SshLogin(ConnectionOptions options, Func<string, string?> ask)
{
    private readonly KnownHosts _known = new(
        options.KnownHostsFile, File.Exists(options.KnownHostsFile) ? File.ReadLines(options.KnownHostsFile) : [], options.Host, options.Port);

    /// <summary>A client that is logged in.</summary>
    /// <exception cref="IOException">It cannot be; one sentence.</exception>
    public async Task<SshClient> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAsync(Methods(), cancellationToken);
        }
        catch (IOException refusal) when (refusal.InnerException is SshAuthenticationException
            && options is { PasswordFile: null, KeyFile: null } && ask($"password of {options.User} at {options.Host}: ") is { } password)
        {
            return await ConnectAsync(WithPassword(password), cancellationToken);
        }
    }

    private async Task<SshClient> ConnectAsync(AuthenticationMethod[] methods, CancellationToken cancellationToken)
    {
        var connection = new ConnectionInfo(options.Host, options.Port, options.User, methods);
        AskForKnownKeyTypes(connection);
        var ssh = new SshClient(connection);
        string? objection = null;
        ssh.HostKeyReceived += (_, e) =>
        {
            objection = _known.Objection(e.HostKey, options.HostKeys);
            e.CanTrust = objection is null;
        };
        try
        {
            await ssh.ConnectAsync(cancellationToken);
            return ssh;
        }
        catch (Exception fault) when (fault is SshException or SocketException)
        {
            ssh.Dispose();
            throw new IOException($"cannot connect to {options.Host} port {options.Port} as {options.User}: {objection ?? fault.Message}", fault);
        }
    }

    /// <summary>A server has several keys; the one it shows must be of a type the file holds, or it could not be compared.</summary>
    private void AskForKnownKeyTypes(ConnectionInfo connection)
    {
        if (options.HostKeys == HostKeyPolicy.Any || _known.KeyTypes is not { Count: > 0 } types)
        {
            return;
        }

        // One RSA key signs by three algorithms (RFC 8332).
        var wanted = connection.HostKeyAlgorithms.Keys.Where(a => types.Contains(a.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : a)).ToHashSet();
        if (wanted.Count > 0)
        {
            foreach (var other in connection.HostKeyAlgorithms.Keys.Where(a => !wanted.Contains(a)).ToList())
            {
                connection.HostKeyAlgorithms.Remove(other);
            }
        }
    }

    private AuthenticationMethod[] Methods()
    {
        AuthenticationMethod[] key = options.KeyFile is null ? [] : [new PrivateKeyAuthenticationMethod(options.User, Key(options.KeyFile))];
        AuthenticationMethod[] password = options.PasswordFile is null ? [] : WithPassword(File.ReadLines(options.PasswordFile).FirstOrDefault() ?? "");
        return key.Length + password.Length > 0 ? [.. key, .. password] : [.. DefaultKeys(), new NoneAuthenticationMethod(options.User)];
    }

    private AuthenticationMethod[] WithPassword(string password) => [new PasswordAuthenticationMethod(options.User, password)];

    private PrivateKeyFile Key(string file)
    {
        try
        {
            return new PrivateKeyFile(file);
        }
        catch (SshPassPhraseNullOrEmptyException) when (ask($"passphrase of {file}: ") is { Length: > 0 } phrase)
        {
            return OpenKey(file, phrase);
        }
        catch (SshPassPhraseNullOrEmptyException fault)
        {
            throw new IOException($"private key {file} needs a passphrase, and there is no terminal to ask for it", fault);
        }
        catch (SshException fault)
        {
            throw new IOException($"{file} cannot be used as a private key: {fault.Message}", fault);
        }
    }

    private static PrivateKeyFile OpenKey(string file, string phrase)
    {
        try
        {
            return new PrivateKeyFile(file, phrase);
        }
        catch (Exception fault) when (fault is SshException or System.Security.Cryptography.CryptographicException)
        {
            throw new IOException($"private key {file} does not open with this passphrase", fault);
        }
    }

    private IEnumerable<AuthenticationMethod> DefaultKeys()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var name in (string[])["id_ed25519", "id_ecdsa", "id_rsa"])
        {
            var path = Path.Combine(home, ".ssh", name);
            if (File.Exists(path) && Readable(path) is { } key)
            {
                yield return new PrivateKeyAuthenticationMethod(options.User, key);
            }
        }
    }

    /// <summary>A key nobody named is left out when it cannot be used as it lies there.</summary>
    private static PrivateKeyFile? Readable(string path)
    {
        try
        {
            return new PrivateKeyFile(path);
        }
        catch (Exception fault) when (fault is SshException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
