namespace AcrNetconf.Yang.Encoding;

/// <summary>What to report of data that has its default value (RFC 6243 §3).</summary>
public enum WithDefaultsMode
{
    /// <summary>What was set, and nothing else.</summary>
    Explicit,

    /// <summary>Nothing that has its default value, set or not.</summary>
    Trim,

    /// <summary>Everything in force.</summary>
    ReportAll,

    /// <summary>Everything in force; what was not set carries <c>wd:default="true"</c>.</summary>
    ReportAllTagged,
}
