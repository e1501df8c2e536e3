using System.Runtime;
using AcrNetconf.Ssh;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Gives memory back once work is over: the garbage of the start, of many logins, of a large edit.</summary>
/// <remarks>
/// The collector waits for memory to run short, which on a device with one agent and gigabytes never happens, so that idle sessions would be
/// charged for garbage. Collected and compacted is only when nothing happens any more and the heap is small, so nobody waits for it. While
/// work goes on and the heap has grown well beyond what was alive, it is collected in the background, where nobody waits either.
/// </remarks>
internal sealed class MemoryTrim : IAsyncDisposable
{
    private const long WorthIt = 1024 * 1024;
    private const long Quiet = 128 * 1024;
    private const long LargestHeap = 64 * 1024 * 1024;
    private const long Growth = 16 * 1024 * 1024;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly Func<long> _allocated;
    private readonly Func<long> _heap;
    private readonly Action _collect;
    private readonly Action _collectBehind;
    private readonly ITimer _timer;
    private long _atLastLook;
    private long _atLastTrim;
    private long _atLastCollection;
    private long _alive;
    private bool _isBehind;

    public MemoryTrim(TimeProvider time)
        : this(
            time, () => GC.GetTotalAllocatedBytes(precise: false), () => GC.GetTotalMemory(forceFullCollection: false), Collect,
            () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false))
    {
    }

    /// <param name="time">Clock of the looks, one every second.</param>
    /// <param name="allocated">Bytes allocated since the start of the process.</param>
    /// <param name="heap">Bytes in the heap now.</param>
    /// <param name="collect">Gives memory back.</param>
    /// <param name="collectBehind">Begins to collect beside the work that goes on.</param>
    internal MemoryTrim(TimeProvider time, Func<long> allocated, Func<long> heap, Action collect, Action collectBehind)
    {
        _allocated = allocated;
        _heap = heap;
        _collect = collect;
        _collectBehind = collectBehind;
        _timer = time.CreateTimer(_ => Look(), null, s_interval, s_interval);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        var now = _allocated();
        var heap = _heap();
        var sinceLook = now - _atLastLook;
        _atLastLook = now;
        if (_isBehind)
        {
            // What a collection beside the work has left is known at the next look.
            _isBehind = false;
            _alive = heap;
        }

        if (sinceLook <= Quiet && now - _atLastTrim >= WorthIt && heap <= LargestHeap)
        {
            _collect();
            _alive = _heap();
            _atLastLook = _atLastTrim = _atLastCollection = _allocated();
        }
        else if (heap - _alive >= Growth && now - _atLastCollection >= Growth)
        {
            _collectBehind();
            _isBehind = true;
            _atLastCollection = now;
        }
    }

    private static void Collect()
    {
        // The pools give their arrays up when they hear of the first collection, and only the second takes them.
        CollectAll();
        GC.WaitForPendingFinalizers();
        CollectAll();
        SshProcessEnvironment.ReturnFreedMemory();
    }

    private static void CollectAll()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
