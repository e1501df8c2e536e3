namespace AcrNetconf.Netconf.Framing;

/// <summary>The largest array of late, for the next large message. The collector takes it when it looks, so that it is there in a burst and gone after it.</summary>
/// <remarks>Any thread.</remarks>
internal static class LargeArrays
{
    private static readonly Lock s_gate = new();
    private static readonly WeakReference<byte[]> s_last = new([]);

    /// <summary>An array with room for <paramref name="least"/> bytes; a new one has <paramref name="wanted"/>, whatever they hold.</summary>
    public static byte[] Take(int least, int wanted)
    {
        lock (s_gate)
        {
            if (s_last.TryGetTarget(out var array) && array.Length >= least)
            {
                s_last.SetTarget([]);
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>(wanted);
    }

    /// <summary>Gives an array back; nobody may use it any more.</summary>
    public static void Give(byte[] array)
    {
        lock (s_gate)
        {
            if (!s_last.TryGetTarget(out var kept) || kept.Length < array.Length)
            {
                s_last.SetTarget(array);
            }
        }
    }
}
