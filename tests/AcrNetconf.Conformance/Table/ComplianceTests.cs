using System.Reflection;

namespace AcrNetconf.Conformance.Table;

/// <summary>Base of tests that prove items of a standard: their outcomes go into the table.</summary>
public abstract class ComplianceTests
{
    public TestContext TestContext { get; set; } = null!; // set by the test runner

    [TestCleanup]
    public void Record()
    {
        MethodInfo? method = GetType().GetMethod(TestContext.TestName ?? string.Empty);
        foreach (string row in ComplianceTable.RowsOf(method))
        {
            ComplianceTable.Add(row, TestContext.CurrentTestOutcome == UnitTestOutcome.Passed);
        }
    }
}
