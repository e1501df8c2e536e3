using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>One rpc-error (RFC 6241 §4.3). Made by the factory of its error-tag, which asks for what Appendix A requires.</summary>
/// <remarks>A value caused by a peer; never thrown. Severity is always error: no error-tag of RFC 6241 is a warning.</remarks>
public sealed record RpcError
{
    private RpcError(ErrorType type, string tag, string message, params ReadOnlySpan<ViolationInfo> info)
    {
        Type = type;
        Tag = tag;
        Message = OneLine(message);
        Info = [.. info];
    }

    public ErrorType Type { get; }

    /// <summary>error-tag as spelled in Appendix A.</summary>
    public string Tag { get; }

    public string? AppTag { get; init; }

    public ErrorPath? Path { get; init; }

    /// <summary>One line that stands alone: node, value, rule.</summary>
    public string Message { get; }

    /// <summary>Children of error-info.</summary>
    public ImmutableArray<ViolationInfo> Info { get; private init; }

    /// <summary>The resource is in use by another session or request.</summary>
    public static RpcError InUse(ErrorType type, string message) => new(type, "in-use", message);

    /// <summary>An unacceptable value for one or more parameters.</summary>
    public static RpcError InvalidValue(ErrorType type, string message) => new(type, "invalid-value", message);

    /// <summary>Request or response too large to handle.</summary>
    public static RpcError TooBig(ErrorType type, string message) => new(type, "too-big", message);

    public static RpcError MissingAttribute(ErrorType type, string attribute, string element, string message)
        => new(type, "missing-attribute", message, Base("bad-attribute", attribute), Base("bad-element", element));

    public static RpcError BadAttribute(ErrorType type, string attribute, string element, string message)
        => new(type, "bad-attribute", message, Base("bad-attribute", attribute), Base("bad-element", element));

    public static RpcError UnknownAttribute(ErrorType type, string attribute, string element, string message)
        => new(type, "unknown-attribute", message, Base("bad-attribute", attribute), Base("bad-element", element));

    public static RpcError MissingElement(ErrorType type, string element, string message)
        => new(type, "missing-element", message, Base("bad-element", element));

    public static RpcError BadElement(ErrorType type, string element, string message)
        => new(type, "bad-element", message, Base("bad-element", element));

    public static RpcError UnknownElement(ErrorType type, string element, string message)
        => new(type, "unknown-element", message, Base("bad-element", element));

    public static RpcError UnknownNamespace(ErrorType type, string element, string @namespace, string message)
        => new(type, "unknown-namespace", message, Base("bad-element", element), Base("bad-namespace", @namespace));

    public static RpcError AccessDenied(ErrorType type, string message) => new(type, "access-denied", message);

    /// <summary>A lock is held by another; <paramref name="sessionId"/> 0 means a holder that is no NETCONF session (RFC 6241 §7.5).</summary>
    public static RpcError LockDenied(uint sessionId, string message)
        => new(ErrorType.Protocol, "lock-denied", message, Base("session-id", sessionId.ToString(CultureInfo.InvariantCulture)));

    public static RpcError ResourceDenied(ErrorType type, string message) => new(type, "resource-denied", message);

    public static RpcError RollbackFailed(ErrorType type, string message) => new(type, "rollback-failed", message);

    public static RpcError DataExists(string message) => new(ErrorType.Application, "data-exists", message);

    public static RpcError DataMissing(string message) => new(ErrorType.Application, "data-missing", message);

    public static RpcError OperationNotSupported(ErrorType type, string message) => new(type, "operation-not-supported", message);

    public static RpcError OperationFailed(ErrorType type, string message) => new(type, "operation-failed", message);

    /// <summary>An error of a model's operation, with the tag its standard gives it.</summary>
    public static RpcError Application(string tag, string message) => new(ErrorType.Application, tag, message);

    /// <summary>This error with one element as its error-info.</summary>
    public RpcError WithInfo(ViolationInfo info) => this with { Info = [info] };

    /// <summary>Not to be sent to base:1.0 peers (RFC 6241 Appendix A).</summary>
    public static RpcError MalformedMessage(string message) => new(ErrorType.Rpc, "malformed-message", message);

    /// <summary>The NETCONF form of something found wrong with data (RFC 7950 §8.3, §15).</summary>
    public static RpcError From(Violation violation)
    {
        ArgumentNullException.ThrowIfNull(violation);
        return new RpcError(TypeOf(violation), violation.ErrorTag, violation.Message)
        {
            AppTag = violation.ErrorAppTag,
            Path = violation.Path is { } path ? ErrorPaths.From(path) : null,
            Info = violation.Info,
        };
    }

    /// <inheritdoc cref="From(Violation)"/>
    public static ImmutableArray<RpcError> From(ImmutableArray<Violation> violations)
        => [.. violations.Select(From)];

    /// <inheritdoc/>
    public bool Equals(RpcError? other)
        => other is not null
            && Type == other.Type
            && Tag == other.Tag
            && AppTag == other.AppTag
            && Message == other.Message
            && Path?.Text == other.Path?.Text
            && Info.AsSpan().SequenceEqual(other.Info.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tag, AppTag, Message);

    /// <inheritdoc/>
    public override string ToString() => $"{Tag}: {Message}";

    private static ViolationInfo Base(string name, string value) => new(name, NetconfNames.Base, value);

    // Appendix A lists the error-types each tag may have: locks and rollbacks belong to the protocol layer, contention over a
    // datastore too; everything that is said about data belongs to the application layer.
    private static ErrorType TypeOf(Violation violation) => violation.ErrorTag switch
    {
        // draft-ietf-netconf-transaction-id: a mismatch belongs to the protocol layer.
        _ when violation.Info.Any(i => i.Namespace == TransactionId.ModuleNamespace) => ErrorType.Protocol,
        "lock-denied" or "in-use" or "operation-not-supported" => ErrorType.Protocol,
        "malformed-message" => ErrorType.Rpc,
        _ => ErrorType.Application,
    };

    private static string OneLine(string message)
        => message.AsSpan().IndexOfAny('\r', '\n') < 0
            ? message.Trim()
            : string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
