using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>How a document is read.</summary>
/// <param name="Content">What may occur in it.</param>
/// <param name="MaxViolations">After that many, further ones are not recorded; reading goes on.</param>
/// <param name="MaxDepth">Deepest nesting inside anydata and anyxml; deeper content is a violation.</param>
public sealed record ReadOptions(DataContent Content = DataContent.All, int MaxViolations = 200, int MaxDepth = 128)
{
    /// <summary>Meaning of prefixes inside values; null means the namespace declarations of the document.</summary>
    public IPrefixResolver? Prefixes { get; init; }

    /// <summary>
    /// True takes a leaf tagged wd:default as unset when it has its default, as RFC 6243 §4.5.2 wants where configuration is replaced, and
    /// reports one that has another value. False ignores the tag.
    /// </summary>
    public bool DropsTaggedDefaults { get; init; }

    /// <summary>State and configuration.</summary>
    public static ReadOptions Data { get; } = new();

    /// <summary>Configuration only.</summary>
    public static ReadOptions Config { get; } = new(DataContent.Config);
}
