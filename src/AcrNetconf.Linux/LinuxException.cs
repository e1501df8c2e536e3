using System.Runtime.InteropServices;

namespace AcrNetconf.Linux;

/// <summary>The operating system refused something. The message is a sentence an operator can act on.</summary>
/// <remarks>Caught only where a refusal can still become an answer (the prepare phase); elsewhere it is a bug or dead hardware.</remarks>
public sealed class LinuxException : Exception
{
    /// <summary>A refusal described by the call and the system's own text.</summary>
    public LinuxException(int errno, string call)
        : this(errno, call, $"{call} failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})")
    {
    }

    /// <summary>A refusal described in the terms of the configuration.</summary>
    public LinuxException(int errno, string call, string sentence)
        : base(sentence)
    {
        Errno = errno;
        Call = call;
    }

    /// <summary>The errno value; 0 when no system call failed but its answer rules the request out.</summary>
    public int Errno { get; }

    /// <summary>Name of the system call or ioctl.</summary>
    public string Call { get; }

    /// <summary>The error the last system call on this thread left behind.</summary>
    internal static LinuxException FromLastError(string call) => new(Marshal.GetLastPInvokeError(), call);
}
