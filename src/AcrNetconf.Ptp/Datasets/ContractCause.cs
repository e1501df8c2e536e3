namespace AcrNetconf.Ptp.Datasets;

/// <summary>Why a contract is in the state it is in.</summary>
public enum ContractCause
{
    /// <summary>Nothing happened yet.</summary>
    None,

    /// <summary>The client began to want it.</summary>
    Wanted,

    /// <summary>The server granted it.</summary>
    Granted,

    /// <summary>The server denied it.</summary>
    Denied,

    /// <summary>The server did not answer.</summary>
    NoAnswer,

    /// <summary>The grant was outside the permitted range.</summary>
    OutOfRange,

    /// <summary>The granted duration ran out.</summary>
    Expired,

    /// <summary>The server cancelled it.</summary>
    CancelledByServer,

    /// <summary>The client cancelled it.</summary>
    CancelledByClient,

    /// <summary>The server stopped sending what it had granted.</summary>
    Silent,

    /// <summary>The request changed by configuration.</summary>
    Reconfigured,
}
