using System.Text.RegularExpressions;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>What RFC 7950 §15 and RFC 6241 appendix A make of a message of yanglint, which itself prints no tags.</summary>
internal static class YanglintMessage
{
    private static readonly (Regex Pattern, string[] Tags)[] Table =
    [
        (new("^Unique data leaf"), ["operation-failed data-not-unique"]), // §15.1
        (new("^Too many \""), ["operation-failed too-many-elements"]), // §15.2
        (new("^Too few \""), ["operation-failed too-few-elements"]), // §15.3
        (new("^Invalid leafref value|required instance not found"), ["data-missing instance-required"]), // §15.5
        (new("^Mandatory choice"), ["data-missing missing-choice"]), // §15.6
        (new("^Mandatory node"), ["data-missing -"]), // §8.3.1
        (new("^Node \".*\" not found|^No module with namespace|Failed to find module"), ["unknown-element -", "unknown-namespace -"]),
        (new("^When condition"), ["unknown-element -"]), // §8.3.1
        (new("^Data for both cases"), ["bad-element -"]),
        (new("^List instance is missing its key"), ["missing-element -"]), // §8.3.1
    ];

    /// <summary>"error-tag app-tag" as far as the message tells; empty when it does not.</summary>
    public static string[] Tags(string message)
    {
        foreach (var (pattern, tags) in Table)
        {
            if (pattern.IsMatch(message))
            {
                return tags;
            }
        }

        return [];
    }
}
