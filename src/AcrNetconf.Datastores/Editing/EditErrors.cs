using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Editing;

/// <summary>Violations an edit can cause beyond those of its data.</summary>
internal static class EditErrors
{
    /// <summary>bad-attribute (RFC 6241 Appendix A).</summary>
    public static Violation BadAttribute(InstancePath? path, string attribute, string element, string? appTag, string message)
        => WithInfo("bad-attribute", path, attribute, element, appTag, message);

    /// <summary>unknown-attribute (RFC 6241 Appendix A).</summary>
    public static Violation UnknownAttribute(InstancePath? path, string attribute, string element, string message)
        => WithInfo("unknown-attribute", path, attribute, element, null, message);

    /// <summary>missing-attribute (RFC 6241 Appendix A).</summary>
    public static Violation MissingAttribute(InstancePath? path, string attribute, string element, string message)
        => WithInfo("missing-attribute", path, attribute, element, null, message);

    private static Violation WithInfo(string tag, InstancePath? path, string attribute, string element, string? appTag, string message)
        => new(tag, appTag, path, path is null ? message : $"{path}: {message}",
        [
            new ViolationInfo("bad-attribute", EditAttributePolicy.BaseNamespace, attribute),
            new ViolationInfo("bad-element", EditAttributePolicy.BaseNamespace, element),
        ]);
}
