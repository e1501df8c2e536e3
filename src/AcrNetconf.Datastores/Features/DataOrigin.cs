namespace AcrNetconf.Datastores.Features;

/// <summary>Where a configuration node in use comes from (RFC 8342 §5.3.4).</summary>
public enum DataOrigin
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>Configured by a client.</summary>
    Intended,

    /// <summary>A default of the model.</summary>
    Default,

    /// <summary>Made by the system itself, or given to it at its start.</summary>
    System,

    /// <summary>Learned from other systems.</summary>
    Learned,

    /// <summary>From a dynamic datastore.</summary>
    Dynamic,
}
