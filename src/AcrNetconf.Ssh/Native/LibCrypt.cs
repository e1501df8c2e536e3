using System.Runtime.InteropServices;

namespace AcrNetconf.Ssh.Native;

/// <summary>crypt(3): the one implementation of the host's password hashes.</summary>
internal static unsafe partial class LibCrypt
{
    // struct crypt_data: 32 KiB in libxcrypt, 128 KiB in the libcrypt of older C libraries.
    private const int DataBytes = 132 * 1024;

    /// <summary>The hash of a phrase by the method, parameters and salt of <paramref name="setting"/>; null when the setting is none.</summary>
    /// <param name="phrase">Bytes without a zero among them.</param>
    /// <param name="setting">A whole hash, or its part before the hash.</param>
    /// <exception cref="DllNotFoundException">The host has no libcrypt.so.1.</exception>
    public static string? Hash(ReadOnlySpan<byte> phrase, string setting)
    {
        void* data = NativeMemory.AllocZeroed(DataBytes);
        Span<byte> text = new byte[phrase.Length + 1];
        phrase.CopyTo(text);
        try
        {
            fixed (byte* terminated = text)
            {
                // Failure is a null pointer, or a text that begins with * and so matches no hash.
                string? hash = Marshal.PtrToStringUTF8(Crypt(terminated, setting, data));
                return hash is null || hash.StartsWith('*') ? null : hash;
            }
        }
        finally
        {
            text.Clear();
            NativeMemory.Clear(data, DataBytes);
            NativeMemory.Free(data);
        }
    }

    [LibraryImport("libcrypt.so.1", EntryPoint = "crypt_r", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Crypt(byte* phrase, string setting, void* data);
}
