using System.Security.Cryptography;

namespace AcrNetconf.Ssh.Native;

/// <summary>A private host key held by libssh.</summary>
internal sealed unsafe class NativeKey : IDisposable
{
    private nint _handle;

    private NativeKey(nint handle) => _handle = handle;

    /// <summary>enum ssh_keytypes_e, those we make.</summary>
    public enum KeyType
    {
        Rsa = 2,
        Ed25519 = 5,
        EcdsaP256 = 8,
    }

    /// <exception cref="CryptographicException">libssh could not make the key.</exception>
    public static NativeKey Generate(KeyType type, int bits) =>
        LibSsh.KeyGenerate((int)type, bits, out nint key) == LibSsh.Ok
            ? new NativeKey(key)
            : throw new CryptographicException($"libssh cannot generate a {type} key");

    /// <summary>Reads a private key in PEM or OpenSSH form, without pass phrase. Null when it is neither.</summary>
    public static NativeKey? TryImport(ReadOnlySpan<byte> text)
    {
        byte[] terminated = new byte[text.Length + 1];
        text.CopyTo(terminated);
        try
        {
            fixed (byte* chars = terminated)
            {
                return LibSsh.KeyImportPrivate(chars, 0, 0, 0, out nint key) == LibSsh.Ok ? new NativeKey(key) : null;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(terminated);
        }
    }

    /// <summary>The private key as text for a file. The caller wipes it.</summary>
    public byte[] ExportPrivate()
    {
        if (LibSsh.KeyExportPrivate(_handle, 0, 0, 0, out nint text) != LibSsh.Ok)
        {
            throw new CryptographicException("libssh cannot export the key it generated");
        }

        byte[] copy = LibSsh.Bytes(text)!; // a successful export returns text
        LibSsh.CharsFree(text);
        return copy;
    }

    /// <summary>The public key blob (RFC 4253 §6.6).</summary>
    public byte[] ExportPublic() => ExportPublic(_handle);

    public static byte[] ExportPublic(nint key)
    {
        if (LibSsh.KeyExportPublic(key, out nint text) != LibSsh.Ok)
        {
            return [];
        }

        string encoded = LibSsh.Text(text)!; // a successful export returns text
        LibSsh.CharsFree(text);
        return Convert.FromBase64String(encoded);
    }

    /// <summary>Gives the handle away: the new owner frees it.</summary>
    public nint Release()
    {
        nint handle = _handle;
        _handle = 0;
        return handle;
    }

    public void Dispose()
    {
        if (_handle != 0)
        {
            LibSsh.KeyFree(_handle);
            _handle = 0;
        }
    }
}
