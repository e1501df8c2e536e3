using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.Native;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace AcrNetconf.Ssh.HostKeys;

/// <summary>Host keys in a directory: ed25519, ecdsa-p256 and rsa-3072, each made once when it is missing.</summary>
/// <remarks>
/// A new key is written beside its final name, flushed, renamed, and the directory flushed: after a crash there is the whole key or none.
/// Files others can read or the group can write are refused, and symbolic links are not followed.
/// </remarks>
public sealed class DirectoryHostKeys : IHostKeyProvider
{
    private const int MaxKeyFileBytes = 64 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OtherAccess = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode BadFileMode = OtherAccess | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode BadDirectoryMode = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly (string File, NativeKey.KeyType Type, int Bits)[] s_kinds =
    [
        ("ssh_host_ed25519_key", NativeKey.KeyType.Ed25519, 0),
        ("ssh_host_ecdsa_key", NativeKey.KeyType.EcdsaP256, 256),
        ("ssh_host_rsa_key", NativeKey.KeyType.Rsa, 3072),
    ];

    private readonly string _directory;
    private readonly ILogger _logger;

    /// <param name="directory">The directory; made (mode 0700) when it is missing.</param>
    /// <param name="logger">Gets the fingerprints.</param>
    public DirectoryHostKeys(string directory, ILogger logger)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _directory = directory;
        _logger = logger;
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <summary>Tells the server to load the keys again, for example on SIGHUP.</summary>
    public void Reload() => Changed?.Invoke();

    /// <inheritdoc/>
    public IReadOnlyList<HostKey> Load()
    {
        LibSshVersion.Require();
        try
        {
            PrepareDirectory();
            return [.. s_kinds.Select(LoadOrCreate)];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or CryptographicException)
        {
            throw new IOException($"netconf-ssh: host keys in {_directory} cannot be used: {exception.Message}", exception);
        }
    }

    private static string LastError() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    private void PrepareDirectory()
    {
        if (!Directory.Exists(_directory))
        {
            Directory.CreateDirectory(_directory, OwnerOnly | UnixFileMode.UserExecute);
        }

        if ((File.GetUnixFileMode(_directory) & BadDirectoryMode) != 0)
        {
            throw new IOException($"netconf-ssh: host key directory {_directory} is writable by others; chmod go-w it");
        }
    }

    private HostKey LoadOrCreate((string File, NativeKey.KeyType Type, int Bits) kind)
    {
        string path = Path.Combine(_directory, kind.File);
        bool isNew = false;
        byte[]? text = TryRead(path);
        if (text is null)
        {
            using NativeKey made = NativeKey.Generate(kind.Type, kind.Bits);
            text = made.ExportPrivate();
            Store(path, text);
            isNew = true;
        }

        if (!HostKey.TryRead(text, out HostKey? key, out string? error) || key is null)
        {
            throw new IOException($"netconf-ssh: {path} {error}");
        }

        if (isNew)
        {
            Log.HostKeyGenerated(_logger, key.Algorithm, key.Fingerprint, path);
        }
        else
        {
            Log.HostKeyLoaded(_logger, key.Algorithm, key.Fingerprint, path);
        }

        return key;
    }

    private static byte[]? TryRead(string path)
    {
        int fd = LibC.Open(path, LibC.OpenReadOnly | LibC.OpenNoFollow | LibC.OpenCloseOnExec, 0);
        if (fd < 0)
        {
            return Marshal.GetLastPInvokeError() == LibC.NoEntry
                ? null
                : throw new IOException($"netconf-ssh: host key {path} cannot be opened: {LastError()}");
        }

        using var handle = new SafeFileHandle(fd, ownsHandle: true);
        if ((File.GetUnixFileMode(handle) & BadFileMode) != 0)
        {
            throw new IOException($"netconf-ssh: host key {path} is open to others; chmod 600 it");
        }

        byte[] content = new byte[Math.Min(RandomAccess.GetLength(handle), MaxKeyFileBytes)];
        int length = RandomAccess.Read(handle, content, 0);
        return content[..length];
    }

    private static void Store(string path, byte[] text)
    {
        string temporary = path + ".new";
        File.Delete(temporary);
        int fd = LibC.Open(
            temporary, LibC.OpenWriteOnly | LibC.OpenCreate | LibC.OpenExclusive | LibC.OpenNoFollow | LibC.OpenCloseOnExec, (uint)OwnerOnly);
        if (fd < 0)
        {
            throw new IOException($"netconf-ssh: host key {temporary} cannot be written: {LastError()}");
        }

        using (var handle = new SafeFileHandle(fd, ownsHandle: true))
        {
            RandomAccess.Write(handle, text, 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(temporary, path);
        int directory = LibC.Open(Path.GetDirectoryName(Path.GetFullPath(path))!, LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0); // a file has a directory
        if (directory >= 0)
        {
            _ = LibC.Sync(directory);
            _ = LibC.Close(directory);
        }
    }
}
