namespace AcrNetconf.Yang.Types;

/// <summary>What came of comparing a text with a pattern.</summary>
public enum PatternVerdict
{
    /// <summary>The text is not in the pattern's language.</summary>
    Differs,

    /// <summary>The whole text is in the pattern's language.</summary>
    Matches,

    /// <summary>Given up: pattern and text together ask for more work than one value may cost.</summary>
    TooMuchWork,
}
