namespace AcrNetconf.Datastores;

/// <summary>The trace a request is part of (W3C Trace Context, 2021-11-23).</summary>
/// <param name="Parent">traceparent, well formed.</param>
/// <param name="State">tracestate, well formed; null when there is none.</param>
public sealed record TraceContext(string Parent, string? State)
{
    /// <summary>Longest tracestate kept: what W3C Trace Context §3.3.1.5 asks everybody to pass on.</summary>
    public const int MostStateCharacters = 512;

    private const int ParentCharacters = 55;

    /// <summary>
    /// Reads both values as they came. Null when there is no trace or its traceparent is not well formed, which is no error (W3C Trace
    /// Context §3.2.2.3, draft-ietf-netconf-trace-ctx-extension §2.1); a tracestate that is not is left out.
    /// </summary>
    public static TraceContext? Read(string? parent, string? state)
        => parent is not null && IsParent(parent)
            ? new TraceContext(parent, state?.Length is > 0 and <= MostStateCharacters && IsState(state) ? state : null)
            : null;

    /// <remarks>
    /// <code>
    /// 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
    /// version  trace-id                   parent-id        flags
    /// </code>
    /// A higher version may go on after the flags (§3.2.4).
    /// </remarks>
    private static bool IsParent(string text)
        => text.Length >= ParentCharacters
            && IsHex(text[..2]) && !text.StartsWith("ff", StringComparison.Ordinal)
            && (text.Length == ParentCharacters || (!text.StartsWith("00", StringComparison.Ordinal) && text[ParentCharacters] == '-'))
            && text[2] == '-' && text[35] == '-' && text[52] == '-'
            && IsHex(text[3..35]) && text.AsSpan(3, 32).ContainsAnyExcept('0')
            && IsHex(text[36..52]) && text.AsSpan(36, 16).ContainsAnyExcept('0')
            && IsHex(text[53..55]);

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigitLower);

    /// <summary>Members between commas, each key once; members may be empty and stand in blanks (§3.3.1.1).</summary>
    private static bool IsState(string text)
    {
        var keys = new HashSet<string>();
        foreach (var member in text.Split(',').Select(m => m.Trim(' ', '\t')).Where(m => m.Length > 0))
        {
            var equals = member.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !IsKey(member[..equals]) || !IsValue(member.AsSpan(equals + 1)) || !keys.Add(member[..equals]))
            {
                return false;
            }
        }

        return keys.Count > 0;
    }

    /// <summary>A vendor's key, or a tenant's at a vendor (§3.3.1.3.1).</summary>
    private static bool IsKey(string key)
        => key.Split('@') switch
        {
            [var own] => own.Length is > 0 and <= 256 && char.IsAsciiLetterLower(own[0]) && IsKeyText(own),
            [var tenant, var system] => tenant.Length is > 0 and <= 241 && (char.IsAsciiLetterLower(tenant[0]) || char.IsAsciiDigit(tenant[0])) && IsKeyText(tenant)
                && system.Length is > 0 and <= 14 && char.IsAsciiLetterLower(system[0]) && IsKeyText(system),
            _ => false,
        };

    private static bool IsKeyText(string text) => text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '*' or '/');

    /// <summary>Printable ASCII without comma and equals sign (§3.3.1.3.2); the blanks around it are gone already.</summary>
    private static bool IsValue(ReadOnlySpan<char> value)
        => value.Length is > 0 and <= 256 && !value.ContainsAnyExceptInRange(' ', '~') && !value.ContainsAny(',', '=');
}
