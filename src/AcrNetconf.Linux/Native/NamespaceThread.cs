using System.Runtime.ExceptionServices;

namespace AcrNetconf.Linux.Native;

/// <summary>Runs one action inside a network namespace, on a thread of its own that ends with it.</summary>
/// <remarks>A namespace belongs to a thread, and pool threads must never change theirs. Sockets stay in the namespace they were opened in.</remarks>
internal static class NamespaceThread
{
    public static T Run<T>(string path, Func<T> action)
    {
        T result = default!; // Set by the thread, or the failure below is thrown.
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter(path);
                result = action();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        { IsBackground = true, Name = "namespace" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    private static void Enter(string path)
    {
        int fd = Libc.Open(path, SocketConstants.OpenReadOnly | SocketConstants.OpenCloseOnExec);
        if (fd < 0)
        {
            throw LinuxException.FromLastError($"open({path})");
        }

        int result = Libc.SetNs(fd, SocketConstants.CloneNewNet);
        LinuxException? refusal = result == 0 ? null : LinuxException.FromLastError("setns");
        SocketCalls.Close(fd);
        if (refusal is not null)
        {
            throw refusal;
        }
    }
}
