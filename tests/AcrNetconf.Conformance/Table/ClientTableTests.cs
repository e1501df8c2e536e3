namespace AcrNetconf.Conformance.Table;

/// <summary>The table of G.8265.1 client requirements is complete; <c>tools/compliance</c> prints it.</summary>
[TestClass]
public sealed class ClientTableTests
{
    [TestMethod]
    public void Every_item_has_a_test_and_every_test_names_a_known_item()
    {
        string[] known = [.. ClientRequirements.All.Select(requirement => requirement.Id)];
        string[] named = [.. ComplianceTable.Covered().Where(row => row.StartsWith("G-", StringComparison.Ordinal))];
        CollectionAssert.AreEquivalent(known, named);
    }

    /// <summary>Written where ACR_COMPLIANCE_REPORT says, when it says so.</summary>
    [AssemblyCleanup]
    public static void Report()
    {
        if (Environment.GetEnvironmentVariable("ACR_COMPLIANCE_REPORT") is { Length: > 0 } path)
        {
            File.WriteAllText(path, ComplianceTable.Render(ClientRequirements.All));
        }
    }
}
