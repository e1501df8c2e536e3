using System.Text.RegularExpressions;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>A table of classes in which yanglint and we differ, each with the sentence that decides.</summary>
/// <remarks>
/// Lines of three parts separated by " ## ": <c>ours</c> (we refuse, it accepts: the pattern must match every error of ours) or <c>theirs</c>
/// (it refuses, we accept: the pattern must match its first error); a regular expression; the reason.
/// </remarks>
internal sealed class KnownDifferences
{
    private readonly List<Regex> _ours = [];
    private readonly List<Regex> _theirs = [];

    public KnownDifferences(string file)
    {
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(" ## ");
            Assert.HasCount(3, parts, line);
            (parts[0] == "ours" ? _ours : _theirs).Add(new Regex(parts[1], RegexOptions.CultureInvariant | RegexOptions.Singleline));
        }
    }

    /// <summary>We refuse what it accepts: every error needs its entry.</summary>
    public bool Explains(IReadOnlyList<string> ours) => ours.Count > 0 && ours.All(error => _ours.Exists(known => known.IsMatch(error)));

    /// <summary>It refuses what we accept: its first error needs an entry.</summary>
    public bool ExplainsTheirs(IReadOnlyList<string> theirs) => theirs.Count > 0 && _theirs.Exists(known => known.IsMatch(theirs[0]));
}
