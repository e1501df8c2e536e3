using System.Runtime.InteropServices;
using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>Names and numbers of the host's users and groups, from wherever the host keeps them (nsswitch.conf).</summary>
/// <remarks>May ask a directory server and take its time. Thread-safe.</remarks>
public static unsafe class Accounts
{
    private const int EntryWords = 8;
    private const int MaxBuffer = 1 << 20;

    private delegate int Query(nint* entry, byte* buffer, nuint length, nint** found);

    /// <summary>The name of a user, or null.</summary>
    public static string? UserName(uint uid) => Find((entry, buffer, length, found) => Libc.GetPwUid(uid, entry, buffer, length, found))?.Name;

    /// <summary>The number of a user, or null.</summary>
    public static uint? UserId(string name) => Find((entry, buffer, length, found) => Libc.GetPwNam(name, entry, buffer, length, found))?.Number;

    /// <summary>The number of a group, or null.</summary>
    public static uint? GroupId(string name) => Find((entry, buffer, length, found) => Libc.GetGrNam(name, entry, buffer, length, found))?.Number;

    /// <summary>Gives a file to a group.</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void GiveToGroup(string path, uint gid)
    {
        const uint Keep = uint.MaxValue;
        if (Libc.ChangeOwner(path, Keep, gid) != 0)
        {
            throw LinuxException.FromLastError($"chown {path}");
        }
    }

    // struct passwd { char *name; char *password; uid_t uid; ... }, struct group { char *name; char *password; gid_t gid; ... }:
    // what is wanted stands at the same places. The name points into the buffer, which grows as long as it is too small.
    private static (string Name, uint Number)? Find(Query query)
    {
        nint* entry = stackalloc nint[EntryWords];
        for (nuint length = 1024; length <= MaxBuffer; length *= 4)
        {
            byte* buffer = (byte*)NativeMemory.Alloc(length);
            try
            {
                nint* found = null;
                int error = query(entry, buffer, length, &found);
                if (error != Errno.ERANGE)
                {
                    return error == 0 && found is not null ? (Marshal.PtrToStringUTF8(entry[0]) ?? "", ((uint*)entry)[4]) : null;
                }
            }
            finally
            {
                NativeMemory.Free(buffer);
            }
        }

        return null;
    }
}
