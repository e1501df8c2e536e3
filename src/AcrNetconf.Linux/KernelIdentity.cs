using System.Text;
using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>What the kernel says about itself (uname(2)).</summary>
/// <param name="Name">Name of the operating system.</param>
/// <param name="Release">Its release.</param>
/// <param name="Version">Its version.</param>
/// <param name="Machine">The hardware.</param>
public sealed record KernelIdentity(string Name, string Release, string Version, string Machine)
{
    // struct utsname: system, node, release, version, machine, domain.
    private const int Fields = 6;
    private const int FieldBytes = 65;

    /// <summary>Asks the kernel. Never throws: uname cannot fail with memory to write to.</summary>
    public static KernelIdentity Read()
    {
        Span<byte> names = stackalloc byte[Fields * FieldBytes];
        names.Clear();
        _ = Libc.Uname(names);
        return new(Field(names, 0), Field(names, 2), Field(names, 3), Field(names, 4));
    }

    private static string Field(ReadOnlySpan<byte> names, int index)
    {
        var field = names.Slice(index * FieldBytes, FieldBytes);
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
