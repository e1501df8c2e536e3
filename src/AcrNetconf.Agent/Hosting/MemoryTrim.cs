using System.Runtime;
using AcrNetconf.Ssh;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Gives memory back once work is over: the garbage of the start, of many logins, of a large edit.</summary>
/// <remarks>
/// The collector waits for memory to run short, which on a device with one agent and gigabytes never happens, so that idle sessions would be
/// charged for garbage. Collected is only when nothing happens any more and the heap is small, so nobody waits for it.
/// </remarks>
internal sealed class MemoryTrim : IAsyncDisposable
{
    private const long WorthIt = 1024 * 1024;
    private const long Quiet = 128 * 1024;
    private const long LargestHeap = 64 * 1024 * 1024;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly Func<long> _allocated;
    private readonly Func<long> _heap;
    private readonly Action _collect;
    private readonly ITimer _timer;
    private long _atLastLook;
    private long _atLastTrim;

    public MemoryTrim(TimeProvider time)
        : this(time, () => GC.GetTotalAllocatedBytes(precise: false), () => GC.GetTotalMemory(forceFullCollection: false), Collect)
    {
    }

    /// <param name="time">Clock of the looks, one every two seconds.</param>
    /// <param name="allocated">Bytes allocated since the start of the process.</param>
    /// <param name="heap">Bytes in the heap now.</param>
    /// <param name="collect">Gives memory back.</param>
    internal MemoryTrim(TimeProvider time, Func<long> allocated, Func<long> heap, Action collect)
    {
        _allocated = allocated;
        _heap = heap;
        _collect = collect;
        _timer = time.CreateTimer(_ => Look(), null, s_interval, s_interval);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        var now = _allocated();
        var sinceLook = now - _atLastLook;
        _atLastLook = now;
        if (sinceLook <= Quiet && now - _atLastTrim >= WorthIt && _heap() <= LargestHeap)
        {
            _collect();
            _atLastLook = _atLastTrim = _allocated();
        }
    }

    private static void Collect()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        SshProcessEnvironment.ReturnFreedMemory();
    }
}
