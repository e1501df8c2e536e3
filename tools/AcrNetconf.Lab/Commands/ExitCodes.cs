namespace AcrNetconf.Lab.Commands;

/// <summary>What the process says to its caller.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The answer is no: a mask is violated, a bar missed.</summary>
    public const int Negative = 1;

    public const int Usage = 2;
}
