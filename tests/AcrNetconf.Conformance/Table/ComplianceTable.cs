using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace AcrNetconf.Conformance.Table;

/// <summary>Which items are proven by which tests, and how those came out in this run.</summary>
internal static class ComplianceTable
{
    private const string Property = "row";

    private static readonly ConcurrentDictionary<string, (int Passed, int Failed)> s_outcomes = [];

    public static void Add(string row, bool passed) => s_outcomes.AddOrUpdate(
        row,
        passed ? (1, 0) : (0, 1),
        (_, counts) => passed ? (counts.Passed + 1, counts.Failed) : (counts.Passed, counts.Failed + 1));

    /// <summary>Items a test method names.</summary>
    public static IEnumerable<string> RowsOf(MethodInfo? method) =>
        (method?.GetCustomAttributes<TestPropertyAttribute>() ?? [])
            .Where(property => property.Name == Property)
            .SelectMany(property => property.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Items named by any test of this assembly.</summary>
    public static IReadOnlySet<string> Covered() => typeof(ComplianceTable).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<TestClassAttribute>() is not null)
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<TestMethodAttribute>() is not null && method.GetCustomAttribute<IgnoreAttribute>() is null)
        .SelectMany(RowsOf)
        .ToHashSet();

    public static string Render(IReadOnlyList<Requirement> requirements)
    {
        int clause = requirements.Max(requirement => requirement.Clause.Length);
        int text = requirements.Max(requirement => requirement.Text.Length);
        StringBuilder lines = new();
        int proven = 0;
        foreach (Requirement requirement in requirements)
        {
            (int passed, int failed) = s_outcomes.GetValueOrDefault(requirement.Id);
            string verdict = (passed, failed) switch
            {
                (0, 0) => "NO TEST",
                (_, > 0) => "FAILED",
                _ => "passed",
            };
            proven += verdict == "passed" ? 1 : 0;
            lines.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{requirement.Id,-5} {requirement.Clause.PadRight(clause)}  {requirement.Text.PadRight(text)}  {passed + failed,3} tests  {verdict}"));
        }

        lines.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{proven} of {requirements.Count} items proven"));
        return lines.ToString();
    }
}
