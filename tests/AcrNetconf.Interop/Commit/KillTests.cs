using System.Globalization;
using System.Numerics;

namespace AcrNetconf.Interop.Commit;

/// <summary>kill -9 at a system call of a commit, again and again on one log: every restart finds one side or the other, never between.</summary>
[TestClass]
public sealed class KillTests
{
    public TestContext TestContext { get; set; } = null!; // set by the framework

    [TestMethod]
    public void Killed_at_any_system_call_a_restart_finds_one_side_or_the_other()
    {
        // 40 kills; ACR_KILL_POINTS=600 for many.
        var wanted = int.Parse(Environment.GetEnvironmentVariable("ACR_KILL_POINTS") ?? "40", CultureInfo.InvariantCulture);
        var rounds = Math.Max(4, wanted / 20);
        var folder = Directory.CreateTempSubdirectory("acr-kill").FullName;
        try
        {
            var log = Path.Combine(folder, "commits.db");
            var points = Points(log, Path.Combine(folder, "calls"), rounds);
            int[] may = [];
            int killed = 0, survived = 0;
            foreach (var point in Spread(points).TakeWhile(_ => killed < wanted))
            {
                using var victim = Victim.Start(log);
                if (may.Length > 0)
                {
                    CollectionAssert.Contains(may, victim.Running, $"before {point}");
                }

                Assert.IsFalse(victim.IsPending, $"a session-bound confirmed commit survived a restart before {point}");
                victim.Go(rounds, point, null);
                Assert.IsEmpty(victim.Wrong, $"at {point}");
                _ = victim.IsDone ? survived++ : killed++;
                may = victim.May;
            }

            using var last = Victim.Start(log);
            CollectionAssert.Contains(may, last.Running);
            TestContext.WriteLine($"{points.Count} points, {killed} kills, {survived} runs that ended before their call came");
            Assert.IsGreaterThanOrEqualTo(Math.Min(wanted, points.Count / 2), killed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Every call of a run without kill, as injections: the n-th write of a thread, the n-th sync, …</summary>
    private static List<string> Points(string log, string table, int rounds)
    {
        using (var victim = Victim.Start(log))
        {
            victim.Go(rounds, null, table);
            Assert.IsTrue(victim.IsDone, "the run without kill");
        }

        // "1234  pwrite64(5, …": strace counts the calls of each thread by themselves, so a call made by two threads comes half as often.
        return
        [
            .. from line in File.ReadLines(table)
               let words = line.Split([' ', '('], 3, StringSplitOptions.RemoveEmptyEntries)
               where words.Length == 3 && words[1].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
               group words[0] by words[1] into call
               let most = call.GroupBy(thread => thread).Max(thread => thread.Count())
               from n in Enumerable.Range(1, most)
               select string.Create(CultureInfo.InvariantCulture, $"{call.Key}:signal=KILL:when={n}"),
        ];
    }

    /// <summary>All of them, each once, in an order in which every beginning is spread over the whole.</summary>
    private static IEnumerable<string> Spread(List<string> points)
    {
        var step = (int)(points.Count * 0.618);
        while (BigInteger.GreatestCommonDivisor(step, points.Count) != 1)
        {
            step++;
        }

        return Enumerable.Range(0, points.Count).Select(i => points[(int)((long)i * step % points.Count)]);
    }
}
