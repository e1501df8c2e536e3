using System.Security.Cryptography;

namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>Random operations of random sessions beside a reference of a hundred lines.</summary>
/// <remarks><c>ACR_FUZZ_SEED</c> replays a run, <c>ACR_FUZZ_ROUNDS</c> makes more of them.</remarks>
[TestClass]
public sealed class TortureTests
{
    private const int Steps = 600;

    public TestContext TestContext { get; set; } = null!; // set by the framework

    [TestMethod]
    [DataRow(false, false, DisplayName = "candidate only")]
    [DataRow(true, false, DisplayName = "with startup")]
    [DataRow(true, true, DisplayName = "with startup and writable running")]
    [TestProperty("row", "C-41")]
    [TestProperty("row", "C-42")]
    [TestProperty("row", "C-49")]
    public async Task Server_and_reference_agree(bool hasStartup, bool isRunningWritable)
    {
        var first = Number("ACR_FUZZ_SEED") ?? RandomNumberGenerator.GetInt32(1_000_000);
        for (var seed = first; seed < first + (Number("ACR_FUZZ_ROUNDS") ?? 1); seed++)
        {
            await using var run = await TortureRun.StartAsync(seed, hasStartup, isRunningWritable);
            try
            {
                for (var step = 0; step < Steps; step++)
                {
                    await run.StepAsync();
                }

                await run.CheckNotificationsAsync();
            }
            catch (Exception e)
            {
                Assert.Fail($"ACR_FUZZ_SEED={seed}: {e.Message}\n{run.Story}");
            }

            TestContext.WriteLine($"ACR_FUZZ_SEED={seed}: {run.Count.Replies} replies, {run.Count.Errors} of them errors");
        }
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
