using System.Diagnostics;
using AcrNetconf.Conformance.Netconf;

namespace AcrNetconf.Conformance.Rows;

/// <summary>The table of rows and the tests that prove them, as tools/rows prints it.</summary>
[TestClass]
public sealed class RowsTests
{
    [TestMethod]
    public async Task Every_row_has_a_test_and_every_test_names_rows_there_are()
    {
        using var tool = Process.Start(new ProcessStartInfo("bash", [Path.Combine(NetconfHost.Repository, "tools/rows")]) { RedirectStandardOutput = true })!; // starts or throws
        var output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.AreEqual(0, tool.ExitCode, output.TrimEnd().Split('\n')[^1]);
        StringAssert.Contains(output, "C-17 message-id comes back byte-exact, on errors too\n      NetconfCaseTests.Case(rpc-attributes-are-returned)");
    }
}
