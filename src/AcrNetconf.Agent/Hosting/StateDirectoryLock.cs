namespace AcrNetconf.Agent.Hosting;

/// <summary>Keeps a second agent out of a state directory: two writers of one commit log would each believe theirs is the last commit.</summary>
/// <remarks>The kernel gives the lock back when the process ends, however it ends; the file stays.</remarks>
internal sealed class StateDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private StateDirectoryLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another agent has it.</exception>
    public static StateDirectoryLock Take(string directory)
    {
        try
        {
            return new StateDirectoryLock(new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new IOException("another acr-netconf uses it", fault);
        }
    }

    public void Dispose() => _file.Dispose();
}
