using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Features;

/// <summary>Answer of a model-defined operation: output data, plain ok, or errors.</summary>
public sealed class RpcOutcome
{
    private RpcOutcome(DataBranch? output, ImmutableArray<Violation> errors)
    {
        Output = output;
        Errors = errors;
    }

    /// <summary>Success without output.</summary>
    public static RpcOutcome Ok { get; } = new(null, []);

    /// <summary>Output parameters; null for plain ok.</summary>
    public DataBranch? Output { get; }

    /// <summary>Empty on success.</summary>
    public ImmutableArray<Violation> Errors { get; }

    public static RpcOutcome With(DataBranch output) => new(output, []);

    public static RpcOutcome Failed(params ImmutableArray<Violation> errors) => new(null, errors);
}
