namespace AcrNetconf.Ssh.Authentication;

/// <summary>Answer to one authentication request.</summary>
public abstract record AuthResult
{
    private protected AuthResult()
    {
    }

    /// <summary>The one refusal; it never says why.</summary>
    public static AuthResult Deny { get; } = new Denied();

    /// <summary>Refused. The reason is nobody's business but the log's.</summary>
    public sealed record Denied : AuthResult;

    /// <summary>Authenticated; or, for a key offered without signature, "such a key would do".</summary>
    /// <param name="IsRecovery">The account bypasses access control (RFC 8341 §3.3.3).</param>
    public sealed record Accepted(bool IsRecovery) : AuthResult;

    /// <summary>This step succeeded, another method must follow (RFC 4252 §5.1, partial success).</summary>
    /// <param name="Next">Methods that may follow.</param>
    public sealed record Partial(SshAuthMethods Next) : AuthResult;

    /// <summary>Ask the user; only as answer to a keyboard-interactive request.</summary>
    /// <param name="Text">The prompt.</param>
    /// <param name="Echo">Whether the answer may be shown.</param>
    public sealed record Prompt(string Text, bool Echo) : AuthResult;
}
