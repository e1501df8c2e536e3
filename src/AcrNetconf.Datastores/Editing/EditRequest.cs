namespace AcrNetconf.Datastores.Editing;

/// <summary>test-option of edit-config (RFC 6241 §7.2).</summary>
public enum EditTestOption
{
    /// <summary>Not given: candidate is edited without validation, running is validated as part of the commit.</summary>
    Default,

    TestThenSet,
    Set,
    TestOnly,
}

/// <summary>error-option of edit-config (RFC 6241 §7.2). Stop and roll-back are the same here: nothing is ever half-applied.</summary>
public enum EditErrorOption
{
    StopOnError,
    ContinueOnError,
    RollbackOnError,
}

/// <summary>One edit-config request.</summary>
/// <param name="Target">candidate, or running where writable-running is switched on.</param>
/// <param name="Edit">The typed edit.</param>
/// <param name="Test">test-option.</param>
/// <param name="Error">error-option.</param>
public sealed record EditRequest(
    DatastoreName Target,
    EditTree Edit,
    EditTestOption Test = EditTestOption.Default,
    EditErrorOption Error = EditErrorOption.StopOnError);
