using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Netconf.Rpc;

[TestClass]
public sealed class RpcErrorTests
{
    /// <summary>RFC 6241 Appendix A: each tag with the error-info it demands.</summary>
    public static IEnumerable<(RpcError Error, string Tag, string Info)> Factories =>
    [
        (RpcError.InUse(ErrorType.Protocol, "m"), "in-use", ""),
        (RpcError.InvalidValue(ErrorType.Protocol, "m"), "invalid-value", ""),
        (RpcError.TooBig(ErrorType.Transport, "m"), "too-big", ""),
        (RpcError.MissingAttribute(ErrorType.Rpc, "a", "e", "m"), "missing-attribute", "bad-attribute=a,bad-element=e"),
        (RpcError.BadAttribute(ErrorType.Rpc, "a", "e", "m"), "bad-attribute", "bad-attribute=a,bad-element=e"),
        (RpcError.UnknownAttribute(ErrorType.Rpc, "a", "e", "m"), "unknown-attribute", "bad-attribute=a,bad-element=e"),
        (RpcError.MissingElement(ErrorType.Protocol, "e", "m"), "missing-element", "bad-element=e"),
        (RpcError.BadElement(ErrorType.Protocol, "e", "m"), "bad-element", "bad-element=e"),
        (RpcError.UnknownElement(ErrorType.Protocol, "e", "m"), "unknown-element", "bad-element=e"),
        (RpcError.UnknownNamespace(ErrorType.Protocol, "e", "urn:n", "m"), "unknown-namespace", "bad-element=e,bad-namespace=urn:n"),
        (RpcError.AccessDenied(ErrorType.Protocol, "m"), "access-denied", ""),
        (RpcError.LockDenied(0, "m"), "lock-denied", "session-id=0"),
        (RpcError.ResourceDenied(ErrorType.Application, "m"), "resource-denied", ""),
        (RpcError.RollbackFailed(ErrorType.Application, "m"), "rollback-failed", ""),
        (RpcError.DataExists("m"), "data-exists", ""),
        (RpcError.DataMissing("m"), "data-missing", ""),
        (RpcError.OperationNotSupported(ErrorType.Protocol, "m"), "operation-not-supported", ""),
        (RpcError.OperationFailed(ErrorType.Application, "m"), "operation-failed", ""),
        (RpcError.MalformedMessage("m"), "malformed-message", ""),
    ];

    [TestMethod]
    [DynamicData(nameof(Factories))]
    [TestProperty("row", "6241-A")]
    public void Factory_gives_the_tag_and_its_error_info(RpcError error, string tag, string info)
    {
        Assert.AreEqual(tag, error.Tag);
        Assert.AreEqual(info, string.Join(',', error.Info.Select(i => $"{i.Name}={i.Value}")));
    }

    [TestMethod]
    [DataRow("lock-denied", ErrorType.Protocol)]
    [DataRow("in-use", ErrorType.Protocol)]
    [DataRow("data-missing", ErrorType.Application)]
    [DataRow("invalid-value", ErrorType.Application)]
    public void Violation_becomes_an_error_of_the_layer_its_tag_belongs_to(string tag, ErrorType type)
    {
        var error = RpcError.From(new Violation(tag, "app", null, "sentence", [new ViolationInfo("bad-element", "urn:n", "x")]));
        Assert.AreEqual((type, tag, "app", "sentence"), (error.Type, error.Tag, error.AppTag, error.Message));
        Assert.AreEqual("x", error.Info.Single().Value);
    }
}
