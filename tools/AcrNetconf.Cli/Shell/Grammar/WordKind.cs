namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>What a position of the command language takes.</summary>
internal enum WordKind
{
    /// <summary>A fixed word; may be abbreviated while unique.</summary>
    Keyword,

    /// <summary>A fixed word that is also a value: an enumeration's.</summary>
    Choice,

    /// <summary>Free text, checked.</summary>
    Value,

    /// <summary>Everything up to the end of the line.</summary>
    Rest,
}
