using System.Globalization;

namespace AcrNetconf.Interop.Commit;

/// <summary>kill -9 at a system call of a commit, again and again on one log: every restart finds one side or the other, never between.</summary>
[TestClass]
public sealed class KillTests
{
    public TestContext TestContext { get; set; } = null!; // set by the framework

    [TestMethod]
    public void Killed_at_any_system_call_a_restart_finds_one_side_or_the_other()
    {
        // 40 points; ACR_KILL_POINTS=600 for many, 0 for every point there is.
        var wanted = int.Parse(Environment.GetEnvironmentVariable("ACR_KILL_POINTS") ?? "40", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("acr-kill").FullName;
        try
        {
            var log = Path.Combine(folder, "commits.db");
            var points = Spread(Points(log, Path.Combine(folder, "calls")), wanted);
            int[] may = [];
            int killed = 0, survived = 0;
            foreach (var point in points)
            {
                using var victim = Victim.Start(log);
                if (may.Length > 0)
                {
                    CollectionAssert.Contains(may, victim.Running, $"before {point}");
                }

                Assert.IsFalse(victim.IsPending, $"a session-bound confirmed commit survived a restart before {point}");
                victim.Go(point, null);
                Assert.IsEmpty(victim.Wrong, $"at {point}");
                _ = victim.IsDone ? survived++ : killed++;
                may = victim.May;
            }

            using var last = Victim.Start(log);
            CollectionAssert.Contains(may, last.Running);
            TestContext.WriteLine($"{points.Count} points, {killed} kills, {survived} runs that ended before their call came");
            Assert.IsGreaterThan(points.Count / 4, killed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Every call of a run without kill, as injections: the n-th write, the n-th sync, …</summary>
    private static List<string> Points(string log, string table)
    {
        using (var victim = Victim.Start(log))
        {
            victim.Go(null, table);
            Assert.IsTrue(victim.IsDone, "the run without kill");
        }

        var points = new List<string>();
        foreach (var line in File.ReadLines(table))
        {
            // "% time  seconds  usecs/call  calls  [errors]  syscall"
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 5 && double.TryParse(words[0], CultureInfo.InvariantCulture, out _) && words[^1] != "total"
                && int.TryParse(words[3], CultureInfo.InvariantCulture, out var calls))
            {
                points.AddRange(Enumerable.Range(1, calls).Select(n => string.Create(CultureInfo.InvariantCulture, $"{words[^1]}:signal=KILL:when={n}")));
            }
        }

        return points;
    }

    private static List<string> Spread(List<string> points, int wanted)
        => wanted == 0 || wanted >= points.Count ? points : [.. Enumerable.Range(0, wanted).Select(i => points[(int)((long)i * points.Count / wanted)])];
}
