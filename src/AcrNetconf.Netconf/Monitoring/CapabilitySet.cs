using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Monitoring;

/// <summary>What the server announces, in the hello and in netconf-state: one list for both (RFC 6241 §8.1, RFC 6022 §2.1.1).</summary>
internal sealed class CapabilitySet
{
    public CapabilitySet(SchemaContext schema)
    {
        var list = ImmutableArray.CreateBuilder<string>();
        list.Add(NetconfNames.Base10);
        list.Add(NetconfNames.Base11);
        foreach (var name in Optional(schema))
        {
            list.Add(NetconfNames.CapabilityPrefix + name);
        }

        list.AddRange(schema.Modules.Where(m => m.IsImplemented).Select(ModuleLine));
        All = list.ToImmutable();
    }

    public ImmutableArray<string> All { get; }

    private static IEnumerable<string> Optional(SchemaContext schema)
    {
        if (schema.Serves(ProtocolFeatures.WritableRunning))
        {
            yield return "writable-running:1.0";
        }

        // Both versions where there are two: clients compare whole strings, some with the old one.
        yield return "candidate:1.0";
        if (schema.ServesModule("ietf-netconf-private-candidate"))
        {
            // All resolution modes are there and the default is the usual one, so there is no parameter to say (§4.7.4, §4.7.5).
            yield return "private-candidate:1.0";
        }

        if (schema.Serves(ProtocolFeatures.ConfirmedCommit))
        {
            yield return "confirmed-commit:1.0";
            yield return "confirmed-commit:1.1";
        }

        yield return "rollback-on-error:1.0";
        if (schema.Serves(ProtocolFeatures.Validate))
        {
            yield return "validate:1.0";
            yield return "validate:1.1";
        }

        if (schema.Serves(ProtocolFeatures.Startup))
        {
            yield return "startup:1.0";
        }

        if (schema.Serves(ProtocolFeatures.Url))
        {
            yield return "url:1.0?scheme=file";
        }

        if (schema.Serves(ProtocolFeatures.XPath))
        {
            yield return "xpath:1.0";
        }

        if (schema.ServesModule("ietf-netconf-partial-lock"))
        {
            yield return "partial-lock:1.0";
        }

        yield return "txid:1.0";
        yield return "txid:etag:1.0";
        yield return "txid:last-modified:1.0";
        yield return "w3ctc:1.0";
        if (schema.ServesModule("notifications"))
        {
            yield return "notification:1.0";
            yield return "interleave:1.0";
        }

        if (schema.ServesModule("ietf-netconf-with-defaults"))
        {
            yield return "with-defaults:1.0?basic-mode=explicit&also-supported=report-all,report-all-tagged,trim";
            if (schema.ServesModule("ietf-netconf-nmda"))
            {
                yield return "with-operational-defaults:1.0";
            }
        }

        if (schema.FindModule("ietf-yang-library") is { IsImplemented: true, Revision: { } revision })
        {
            // RFC 7950 §5.6.4 asks for 1.0, RFC 8526 §2 for 1.1; clients read one or the other.
            yield return $"yang-library:1.0?revision={revision}&module-set-id={schema.ContentId}";
            yield return $"yang-library:1.1?revision={revision}&content-id={schema.ContentId}";
        }
    }

    // RFC 6020 §5.6.4. YANG 1.1 modules too, because some clients learn modules from nowhere else.
    private static string ModuleLine(YangModule module)
    {
        var features = module.Features.Where(f => f.Value).Select(f => f.Key).Order(StringComparer.Ordinal).ToArray();
        return $"{module.Namespace}?module={module.Name}"
            + (module.Revision is null ? "" : $"&revision={module.Revision}")
            + (features.Length == 0 ? "" : $"&features={string.Join(',', features)}")
            + (module.DeviatedBy.IsEmpty ? "" : $"&deviations={string.Join(',', module.DeviatedBy)}");
    }
}
