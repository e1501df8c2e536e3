using AcrNetconf.Ssh.HostKeys;

namespace AcrNetconf.Ssh.Native;

/// <summary>Host keys and algorithm lists that new sessions copy from.</summary>
/// <remarks>
/// <see cref="Accept"/> is serialised by a lock: libssh reads the bind without one. Sessions hold their own copies of the keys,
/// so a reload swaps the whole bind and frees the old one.
/// </remarks>
internal sealed unsafe class NativeBind
{
    private readonly Lock _lock = new();
    private nint _handle;

    /// <exception cref="IOException">libssh refuses a setting or a key; one sentence.</exception>
    public NativeBind(IReadOnlyList<HostKey> hostKeys, string identification, SshAlgorithms algorithms)
    {
        _handle = LibSsh.BindNew();
        try
        {
            // Without this libssh would read /etc/ssh/libssh_server_config on the first accept.
            int no = 0;
            Check(LibSsh.BindSet(_handle, LibSsh.BindOption.ProcessConfig, &no));
            Check(LibSsh.BindSet(_handle, LibSsh.BindOption.Banner, identification));
            foreach (HostKey hostKey in hostKeys)
            {
                AddKey(hostKey);
            }

            SetAlgorithms(algorithms);
        }
        catch
        {
            Free();
            throw;
        }
    }

    /// <summary>Attaches a connected descriptor to a new session; libssh owns the descriptor from then on.</summary>
    public bool Accept(nint session, int fd)
    {
        lock (_lock)
        {
            return _handle != 0 && LibSsh.BindAccept(_handle, session, fd) == LibSsh.Ok;
        }
    }

    public void Free()
    {
        lock (_lock)
        {
            if (_handle != 0)
            {
                LibSsh.BindFree(_handle);
                _handle = 0;
            }
        }
    }

    private void AddKey(HostKey hostKey)
    {
        using NativeKey key = NativeKey.TryImport(hostKey.PrivateKey.Span)
            ?? throw new IOException($"netconf-ssh: host key {hostKey.Fingerprint} cannot be read");
        nint handle = key.Release();
        if (LibSsh.BindSet(_handle, LibSsh.BindOption.ImportKey, (void*)handle) != LibSsh.Ok)
        {
            LibSsh.KeyFree(handle);
            throw new IOException($"netconf-ssh: host key {hostKey.Fingerprint} refused: {LibSsh.Text(LibSsh.GetError(_handle))}");
        }
    }

    private void SetAlgorithms(SshAlgorithms algorithms)
    {
        Check(LibSsh.BindSet(_handle, LibSsh.BindOption.KeyExchange, algorithms.KeyExchange));
        Check(LibSsh.BindSet(_handle, LibSsh.BindOption.CiphersIn, algorithms.Ciphers));
        Check(LibSsh.BindSet(_handle, LibSsh.BindOption.CiphersOut, algorithms.Ciphers));
        Check(LibSsh.BindSet(_handle, LibSsh.BindOption.MacsIn, algorithms.Macs));
        Check(LibSsh.BindSet(_handle, LibSsh.BindOption.MacsOut, algorithms.Macs));
        Check(LibSsh.BindSet(_handle, LibSsh.BindOption.HostKeyAlgorithms, algorithms.HostKeys));
        Check(LibSsh.BindSet(_handle, LibSsh.BindOption.UserKeyTypes, algorithms.UserKeys));

        // Absent before 0.10; those versions have their own floor, so a refusal is no error.
        int bits = SshAlgorithms.RsaMinimumBits;
        _ = LibSsh.BindSet(_handle, LibSsh.BindOption.RsaMinimumBits, &bits);
    }

    private void Check(int result)
    {
        if (result != LibSsh.Ok)
        {
            throw new IOException($"netconf-ssh: libssh refuses a server setting: {LibSsh.Text(LibSsh.GetError(_handle))}");
        }
    }
}
