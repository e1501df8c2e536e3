using System.Diagnostics;

namespace AcrNetconf.Interop.Support;

/// <summary>Waits for something another program or thread does, within a limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(20);

    public static async Task<bool> TrueAsync(Func<bool> condition, TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                return condition();
            }

            await Task.Delay(s_step);
        }

        return true;
    }
}
